//! A PostgreSQL cluster for one test program: one that is given, or one of our own in a temporary
//! folder on a free loopback port.
//!
//! `THROUGHLINE_TEST_POSTGRES` names one that is given, such as
//! `postgres://postgres@127.0.0.1:5432/postgres`; its user must be allowed to make databases. Otherwise
//! `initdb` and `pg_ctl` are looked for on the PATH and where Debian puts them.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

/// Starts a cluster, says "ready", and stops it when its standard input ends: that is when the test
/// program ends, however it ends.
const KEEPER: &str = r#"
set -eu
folder=$(mktemp -d "${TMPDIR:-/tmp}/throughline-postgres-XXXXXX")
stop() {
    "$BIN/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
"$BIN/initdb" -D "$folder/data" -U throughline -A trust -E UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 \
    || { cat "$folder/initdb.log" >&2; exit 1; }
"$BIN/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 \
    -o "-p $PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300" \
    start >/dev/null || { cat "$folder/log" >&2; exit 1; }
echo ready
cat >/dev/null
"#;

/// The keeper's input stays open as long as this program runs.
struct Cluster {
    url: String,
    _keeper: Option<Child>,
}

static CLUSTER: LazyLock<Result<Cluster, String>> = LazyLock::new(find);

/// The address of the cluster's own database, or why there is none.
pub fn url() -> Result<&'static str, &'static str> {
    match &*CLUSTER {
        Ok(cluster) => Ok(&cluster.url),
        Err(reason) => Err(reason),
    }
}

fn find() -> Result<Cluster, String> {
    if let Ok(url) = std::env::var("THROUGHLINE_TEST_POSTGRES") {
        return Ok(Cluster { url, _keeper: None });
    }
    let bin = binaries().ok_or("PostgreSQL not found")?;
    let mut problem = String::new();
    // The port may be taken between finding it and using it.
    for _ in 0..3 {
        match start(&bin) {
            Ok(cluster) => return Ok(cluster),
            Err(reason) => problem = reason,
        }
    }
    // It is here and does not start: that is a failure, not a reason to skip.
    panic!("PostgreSQL in {} did not start: {problem}", bin.display());
}

fn start(bin: &PathBuf) -> Result<Cluster, String> {
    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map_err(|error| error.to_string())?
        .port();
    let mut command = if is_root() {
        // PostgreSQL refuses to run as root.
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "sh", "-c", KEEPER]);
        command
    } else {
        let mut command = Command::new("sh");
        command.args(["-c", KEEPER]);
        command
    };
    let mut keeper = command
        .env("BIN", bin)
        .env("PORT", port.to_string())
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let mut line = String::new();
    let output = keeper.stdout.take().ok_or("no output")?;
    BufReader::new(output)
        .read_line(&mut line)
        .map_err(|error| error.to_string())?;
    if line.trim() != "ready" {
        let status = keeper.wait().map_err(|error| error.to_string())?;
        return Err(format!("it ended with {status}"));
    }
    Ok(Cluster {
        url: format!("postgres://throughline@127.0.0.1:{port}/postgres"),
        _keeper: Some(keeper),
    })
}

/// The folder with initdb and pg_ctl; the newest where there are several.
fn binaries() -> Option<PathBuf> {
    let on_path = std::env::var_os("PATH")?;
    let debian = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let mut debian: Vec<PathBuf> = debian
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .collect();
    debian.sort_by_key(|path| {
        let version = path.parent().and_then(|path| path.file_name());
        version.and_then(|name| name.to_str()?.parse::<u32>().ok())
    });
    std::env::split_paths(&on_path)
        .chain(debian.into_iter().rev())
        .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}
