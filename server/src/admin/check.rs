//! `throughline check`: the configuration and the database, looked over and left alone.

use sync::commit::chain;

use super::{AdminError, open};
use crate::{cli, config::settings_text, storage::Options};

/// Prints what was looked at, and ends with an error if anything is wrong.
pub async fn run(asked: &cli::Check) -> Result<(), AdminError> {
    if asked.settings {
        print!("{}", settings_text());
        return Ok(());
    }
    let options = Options {
        create: false,
        ..Options::default()
    };
    let (config, db) = open(options).await?;
    println!("listens on {}", config.listen);
    println!("site in {}", config.site.display());
    let checks = db
        .check(|previous, seq, digest| chain(previous, u64::try_from(seq).unwrap_or(0), digest))
        .await?;
    let mut wrong = 0_usize;
    for check in checks {
        if check.ok {
            println!("right  {}: {}", check.name, check.found);
        } else {
            wrong += 1;
            println!(
                "WRONG  {}: {}, should be {}",
                check.name, check.found, check.wanted
            );
        }
    }
    if wrong > 0 {
        return Err(AdminError::Refused(format!(
            "{wrong} of the checks found something wrong"
        )));
    }
    println!("Everything is as it should be.");
    Ok(())
}
