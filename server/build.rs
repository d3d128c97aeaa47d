//! Migrations are read into the program when it is built; a new file has to cause a build.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
