//! A small disk of our own, which can be filled. It is mounted where only the programs that enter it see it, so it needs no rights.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, ErrorKind, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

/// Mounts, says "ready", and keeps the disk until its input ends: that is when the test ends, however it ends.
const KEEPER: &str =
    r#"mount -t tmpfs -o "size=$SIZE" tmpfs "$PLACE" && echo ready && cat >/dev/null"#;
const BALLAST: &str = "ballast";

pub struct Disk {
    place: TempDir,
    keeper: Child,
}

impl Disk {
    /// Mounts a disk of so many mebibytes, or says why this machine cannot.
    pub fn mount(mebibytes: u32) -> Result<Self, String> {
        let place = TempDir::new().map_err(|error| error.to_string())?;
        let mut keeper = Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", KEEPER])
            .env("SIZE", format!("{mebibytes}m"))
            .env("PLACE", place.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("unshare cannot be run: {error}"))?;
        let mut said = String::new();
        let output = keeper.stdout.take().ok_or("no output")?;
        let read = BufReader::new(output).read_line(&mut said);
        if read.is_err() || said.trim() != "ready" {
            return Err("this machine lets nobody mount a disk of their own".to_owned());
        }
        Ok(Self { place, keeper })
    }

    /// A file of the disk, as a program that entered it names it.
    pub fn path(&self, file: &str) -> PathBuf {
        self.place.path().join(file)
    }

    /// The words before a program's name with which it sees the disk.
    pub fn enter(&self) -> Vec<String> {
        let keeper = self.keeper.id().to_string();
        [
            "nsenter",
            "--target",
            &keeper,
            "--user",
            "--preserve-credentials",
            "--mount",
        ]
        .map(str::to_owned)
        .to_vec()
    }

    /// The disk's folder, as we see it.
    fn folder(&self) -> PathBuf {
        let root = PathBuf::from(format!("/proc/{}/root", self.keeper.id()));
        let place = self.place.path();
        root.join(place.strip_prefix("/").unwrap_or(place))
    }

    /// Leaves not a byte free.
    pub fn fill(&self) {
        let mut ballast = File::create(self.folder().join(BALLAST)).unwrap();
        for size in [1 << 20, 1 << 12] {
            let bytes = vec![0; size];
            loop {
                match ballast.write_all(&bytes) {
                    Ok(()) => {}
                    Err(error) if error.kind() == ErrorKind::StorageFull => break,
                    Err(error) => panic!("the ballast: {error}"),
                }
            }
        }
    }

    pub fn make_room(&self) {
        fs::remove_file(self.folder().join(BALLAST)).unwrap();
    }

    /// All of its files, elsewhere.
    pub fn copied(&self) -> TempDir {
        let copy = TempDir::new().unwrap();
        for file in fs::read_dir(self.folder()).unwrap() {
            let file = file.unwrap().path();
            let name = Path::new(file.file_name().unwrap());
            fs::copy(&file, copy.path().join(name)).unwrap();
        }
        copy
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Its input ends, and it with it.
        drop(self.keeper.stdin.take());
        let _ended = self.keeper.wait();
    }
}
