//! What can be typed after `throughline`.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand};
use uuid::Uuid;

/// Throughline: the line from what a member of staff agrees in a 1:1 to what the Board and residents
/// see.
#[derive(Debug, Parser)]
#[command(
    name = "throughline",
    version,
    max_term_width = 100,
    after_help = "Settings come from the environment and one file; `throughline check --settings` lists them."
)]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What `throughline` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the staff app and the public site until told to stop
    Serve,

    /// Load the demo company: real published figures, and people, posts and objectives made up for it
    Demo(Demo),

    /// Let people in, or stop letting them in
    #[command(subcommand)]
    User(User),

    /// Work out numbers: one JSON object a line on standard input, one on standard output, in order
    ///
    /// The same functions as the scorecard's, so that anyone can work a number out again. Needs no database.
    Calc,

    /// Read figures or people from a spreadsheet, or take an import back
    ///
    /// Reads .csv, .tsv, .xlsx and .ods. Says what becomes of every row; what is accepted is stored in one commit, as a proposal.
    /// Ends with 2 when the file or the map cannot be read, and with 3 when every row was refused.
    Import(Import),

    /// List the indicator library, or add indicators of it to the register as drafts
    Library(Library),

    /// Print how indicators stand, from what is stored, proposals included
    #[command(subcommand)]
    Report(Report),

    /// Read a file as a table, for `import`, in a process with limits
    #[command(hide = true)]
    ReadTable(ReadTable),

    /// Bring the database to this version's schema
    ///
    /// Makes the SQLite file if there is none. Safe to run again; back up first.
    Migrate,

    /// Look over the configuration and the database, and change nothing
    ///
    /// Reads back the database's durability settings, asks it to prepare every statement, and follows
    /// the log's chain from the first commit to the last. Ends with an error if anything is wrong.
    Check(Check),

    /// Copy everything into one file, while servers run, and verify the copy
    ///
    /// The file is one state of the database, whichever engine it runs on, and can be restored on either. It holds accounts
    /// and the audit; it does not hold sessions. Its SHA-256 is printed and written to FILE.sha256. Only when the copy has
    /// been verified does the database note how far it reaches. The file holds what people said in their 1:1s: keep it where
    /// nobody else can read it, and on another machine.
    Backup(Backup),

    /// Check that the database, or a backup, holds together from the first commit to the last
    ///
    /// Works out the chain and every commit's digest again, holds every record against its last version, and follows the
    /// audit; of a backup also how many rows each table has, what they come to, and the SHA-256 beside it. Changes nothing.
    /// Ends with an error that names the first place where something does not hold.
    Verify(Verify),

    /// Put a backup into an empty database
    ///
    /// Verifies the file first. The database then has a history of its own: every device fetches everything anew,
    /// keeps what it had not sent, and sends again what it did after the backup. Stop the servers before, and start them after.
    Restore(Restore),
}

/// `throughline backup`
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to make; it must not be there yet
    pub file: PathBuf,
}

/// `throughline verify`
#[derive(Debug, Args)]
pub struct Verify {
    /// A file made by `throughline backup`; the configured database where it is left out
    pub file: Option<PathBuf>,
}

/// `throughline restore`
#[derive(Debug, Args)]
pub struct Restore {
    /// A file made by `throughline backup`
    pub file: PathBuf,
}

/// `throughline demo`
#[derive(Debug, Args)]
pub struct Demo {
    /// How many people the company has
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u32).range(60..=20_000))]
    pub people: u32,

    /// Do nothing if there is a company already, instead of ending with an error
    #[arg(long)]
    pub if_empty: bool,
}

/// `throughline library`
#[derive(Debug, Args)]
pub struct Library {
    /// Add them to the register: those whose codes follow, or all that are not there yet
    #[arg(long)]
    pub load: bool,

    /// The codes, such as TP01
    #[arg(requires = "load", value_name = "CODE")]
    pub codes: Vec<String>,
}

/// `throughline import`
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("do").required(true).args(["file", "undo"]))]
pub struct Import {
    /// The file to read
    #[arg(requires = "what")]
    pub file: Option<PathBuf>,

    /// What the file holds
    #[arg(long = "as", value_name = "WHAT", value_enum)]
    pub what: Option<ImportAs>,

    /// Which column is which, and what its words mean
    #[arg(long, value_name = "MAP.toml")]
    pub map: Option<PathBuf>,

    /// The sheet of a workbook; the first where it is left out
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,

    /// Say what would become of every row, and store nothing
    #[arg(long)]
    pub dry_run: bool,

    /// Print one JSON object instead of sentences
    #[arg(long)]
    pub json: bool,

    /// Take an import back, by the identifier that was printed when it was taken
    #[arg(long, value_name = "IMPORT_ID", conflicts_with_all = ["file", "what", "map", "sheet", "dry_run"])]
    pub undo: Option<Uuid>,
}

/// What a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ImportAs {
    /// Indicators, with targets and figures where the rows have them
    Indicators,
    /// Figures of indicators that are there
    Measurements,
    /// Posts and whom they report to
    Posts,
    /// Milestones of service plans
    Milestones,
    /// What other organisations reached
    Peers,
}

/// `throughline read-table`
#[derive(Debug, Args)]
pub struct ReadTable {
    /// What kind of file stands on standard input: csv, tsv, xlsx or ods
    pub kind: String,

    /// The sheet of a workbook
    #[arg(long)]
    pub sheet: Option<String>,

    /// The encoding of a text file
    #[arg(long)]
    pub encoding: Option<String>,
}

/// `throughline report`
#[derive(Debug, Subcommand)]
pub enum Report {
    /// How many indicators of each group are on target, close to it and off it
    Rag {
        /// What to group by
        #[arg(long, value_enum)]
        by: ReportBy,

        /// The period, such as 2022/23, 2022/23 Q1 or 2022/23 M1
        #[arg(long)]
        period: String,

        /// Print one JSON object a group
        #[arg(long)]
        json: bool,
    },

    /// Where an indicator stands among its peers
    Benchmark {
        /// The indicator's code
        #[arg(long)]
        indicator: String,

        /// The period, such as 2023/24
        #[arg(long)]
        period: String,

        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },

    /// The figure of an indicator, against its target
    Value {
        /// The indicator's code
        #[arg(long)]
        indicator: String,

        /// The period, such as 2022/23, 2022/23 Q1 or 2022/23 M1
        #[arg(long)]
        period: String,

        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
}

/// What a report groups by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ReportBy {
    /// The service that answers for it
    Service,
    /// Which of the four sources it is of
    Source,
    /// The perspective of the scorecard that it is in
    Perspective,
}

/// `throughline user`
#[derive(Debug, Subcommand)]
pub enum User {
    /// Open an account and print a one-time code to sign in with
    #[command(group = ArgGroup::new("who").required(true).args(["person", "called"]))]
    Add {
        /// The name to sign in with, such as j.smith
        name: String,

        /// The id of the person, if the Company has a record of them
        #[arg(long, value_name = "ID")]
        person: Option<Uuid>,

        /// The person's full name, to make a record of them
        #[arg(long, value_name = "FULL NAME")]
        called: Option<String>,

        /// A role to give them, as often as needed, such as support-services
        #[arg(long = "role", value_name = "ROLE")]
        roles: Vec<String>,
    },

    /// Forget a password, sign the person out everywhere and print a new one-time code
    ///
    /// Opens an account that was disabled.
    Reset {
        /// The name to sign in with
        name: String,
    },

    /// Close an account and sign the person out everywhere
    ///
    /// What the person wrote stays. `throughline user reset` opens the account again.
    Disable {
        /// The name to sign in with
        name: String,
    },

    /// List accounts: name, state, last sign-in, wrong passwords since
    List,

    /// Print what happened around accounts, latest first: sign-ins, codes, passwords
    Audit {
        /// The name to sign in with; everybody where it is left out
        name: Option<String>,

        /// How many things at most
        #[arg(long, default_value_t = 100)]
        last: usize,
    },
}

/// `throughline check`
#[derive(Debug, Args)]
pub struct Check {
    /// List every setting, its default and what it is, and look at nothing
    #[arg(long)]
    pub settings: bool,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use clap::CommandFactory;

    use super::*;

    fn parse(line: &str) -> Result<Command, clap::Error> {
        Cli::try_parse_from(line.split(' ')).map(|cli| cli.command)
    }

    #[test]
    fn the_definitions_hold_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn commands_are_read_as_typed() {
        assert!(matches!(
            parse("throughline serve").unwrap(),
            Command::Serve
        ));
        assert!(matches!(
            parse("throughline demo --people 2000 --if-empty").unwrap(),
            Command::Demo(Demo {
                people: 2000,
                if_empty: true
            })
        ));
        assert!(matches!(
            parse("throughline check --settings").unwrap(),
            Command::Check(Check { settings: true })
        ));
        let add = "throughline user add j.smith --called J --role hr --role emt";
        assert!(matches!(
            parse(add).unwrap(),
            Command::User(User::Add { person: None, roles, .. }) if roles == ["hr", "emt"]
        ));
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for line in [
            "throughline",
            "throughline demo --people 3",
            "throughline user add j.smith",
            "throughline user add j.smith --person 1",
            "throughline user reset",
            "throughline backup",
            "throughline restore",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }

    #[test]
    fn every_command_and_argument_has_words() {
        fn look(command: &clap::Command) {
            for argument in command.get_arguments() {
                let words = argument
                    .get_help()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                assert!(
                    !words.is_empty(),
                    "{} {}",
                    command.get_name(),
                    argument.get_id()
                );
            }
            for inner in command.get_subcommands() {
                assert!(inner.get_about().is_some(), "{}", inner.get_name());
                look(inner);
            }
        }
        look(&Cli::command());
    }
}
