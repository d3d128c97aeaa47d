//! The program from its first word to its exit code.

use std::process::ExitCode;

use clap::Parser;

use crate::{
    admin,
    cli::{Cli, Command},
    error::with_causes,
    import,
};

/// Server rendering can stall on a single worker, so a small machine gets four all the same.
const WORKERS: usize = 4;

/// Reads what was typed, does it, and says how it ended. It stands here and not in `main.rs` because what a task awaits is
/// compiled where the task is started, and that would be the whole server a second time.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    // Before any thread is started: what reads a stranger's file has little memory.
    if let Command::ReadTable(asked) = &cli.command {
        let read = import::read_table(
            &asked.kind,
            asked.sheet.as_deref(),
            asked.encoding.as_deref(),
        );
        return read.map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(
            std::thread::available_parallelism().map_or(WORKERS, |cores| cores.get().max(WORKERS)),
        )
        .enable_all()
        .build();
    let ended = match runtime {
        Ok(runtime) => runtime
            .block_on(admin::run(cli))
            .map_err(|error| (error.exit_code(), with_causes(&error))),
        Err(error) => Err((
            ExitCode::FAILURE,
            format!("this machine gave no threads to run on: {error}"),
        )),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err((code, words)) => {
            eprintln!("throughline: {words}");
            code
        }
    }
}
