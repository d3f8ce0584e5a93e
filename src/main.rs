//! The command line; see [`notelint::cli`].

/// A run allocates by the million, on every thread: this one does it in less time than those of most systems.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    notelint::cli::main()
}
