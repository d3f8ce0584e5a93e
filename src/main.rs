//! The command line; see [`notelint::cli`].

fn main() -> std::process::ExitCode {
    notelint::cli::main()
}
