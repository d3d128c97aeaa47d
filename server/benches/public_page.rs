//! Requests a second for the residents' first page, load generator included, over loopback with connections kept open.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use std::{
    net::TcpListener,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const CONNECTIONS: usize = 16;
const FOR: Duration = Duration::from_secs(5);
const PROGRAM: &str = env!("CARGO_BIN_EXE_throughline");

#[tokio::main]
async fn main() {
    let folder = TempDir::new().unwrap();
    let database = format!("sqlite:{}", folder.path().join("bench.db").display());
    let address = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let program = || {
        let mut command = Command::new(PROGRAM);
        command
            .env("THROUGHLINE_DATABASE_URL", &database)
            .env("THROUGHLINE_LISTEN", address.to_string())
            .env("THROUGHLINE_LOG", "error")
            .stdout(Stdio::null());
        command
    };
    assert!(program().arg("demo").status().unwrap().success());
    let mut server = program().arg("serve").spawn().unwrap();
    while TcpStream::connect(address).await.is_err() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let request = format!("GET / HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: gzip\r\n\r\n");
    // The first request renders and keeps the page.
    let (_, bytes) = load(address, &request, 1, Duration::from_millis(200)).await;
    let (mut took, _) = load(address, &request, CONNECTIONS, FOR).await;
    server.kill().unwrap();
    server.wait().unwrap();
    took.sort();
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize].as_secs_f64() * 1_000.0;
    println!(
        "public page ({bytes} bytes in gzip with headers): {:.0} requests/s over {CONNECTIONS} connections (at least 2,000); p50 {:.2} ms, p99 {:.2} ms (at most 20)",
        took.len() as f64 / FOR.as_secs_f64(),
        at(0.5),
        at(0.99)
    );
}

/// Asks again and again on each connection; how long each answer took, and the size of one.
async fn load(
    address: std::net::SocketAddr,
    request: &str,
    connections: usize,
    length: Duration,
) -> (Vec<Duration>, usize) {
    let started = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..connections {
        let request = request.to_owned();
        tasks.spawn(async move {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.set_nodelay(true).unwrap();
            let mut took = Vec::new();
            let mut buffer = vec![0; 256 * 1_024];
            let mut size = 0;
            while started.elapsed() < length {
                let asked = Instant::now();
                stream.write_all(request.as_bytes()).await.unwrap();
                size = answer(&mut stream, &mut buffer).await;
                took.push(asked.elapsed());
            }
            (took, size)
        });
    }
    let answers = tasks.join_all().await;
    let size = answers.first().map_or(0, |(_, size)| *size);
    (
        answers.into_iter().flat_map(|(took, _)| took).collect(),
        size,
    )
}

/// Reads one answer whole and returns its size.
async fn answer(stream: &mut TcpStream, buffer: &mut [u8]) -> usize {
    let mut read = 0;
    loop {
        let more = stream.read(&mut buffer[read..]).await.unwrap();
        assert!(more > 0, "the server closed the connection");
        read += more;
        let Some(head) = buffer[..read]
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
        else {
            continue;
        };
        let text = String::from_utf8_lossy(&buffer[..head]).to_lowercase();
        assert!(text.starts_with("http/1.1 200"), "{text}");
        let length = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .expect("a length");
        let whole = head + 4 + length.trim().parse::<usize>().unwrap();
        if read >= whole {
            return whole;
        }
    }
}
