//! `throughline`: see `throughline --help`.

fn main() -> std::process::ExitCode {
    server::program::run()
}
