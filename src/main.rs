//! The program: the library's command line.

fn main() -> std::process::ExitCode {
    notelint::main()
}
