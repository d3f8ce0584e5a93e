//! The command line as its users meet it: each file in `tests/cli/` is a session.

#[test]
fn sessions() {
    trycmd::TestCases::new()
        .env("LC_ALL", "en_US.UTF-8")
        .env("COLUMNS", "100")
        .case("tests/cli/*.toml")
        .case("tests/cli/*.trycmd")
        .run();
}
