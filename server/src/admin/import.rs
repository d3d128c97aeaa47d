//! `throughline import`: a file's fate is told row by row, then it is taken whole.

use domain::{
    command::Command,
    decision::Actor,
    id::Id,
    import::{ImportKind, TakeImport},
};
use sync::message::Outcome as Decided;
use uuid::Uuid;

use super::{AdminError, open};
use crate::{
    cli::{self, ImportAs},
    clock::Clock,
    import::{self, Asked, Outcome, Plan},
    storage::Options,
    sync::{Node, Taken, node},
};

/// Imports, says what would be imported, or takes an import back.
pub async fn run(asked: &cli::Import) -> Result<(), AdminError> {
    let (_, db) = open(Options::default()).await?;
    db.migrate().await?;
    let node = Node::start(db.clone(), Clock::System).await?;
    match (&asked.file, asked.what, asked.undo) {
        (Some(file), Some(what), _) => {
            let wanted = Asked {
                file: file.clone(),
                what: kind(what),
                map: asked.map.clone(),
                sheet: asked.sheet.clone(),
            };
            take(&node, &wanted, asked).await
        }
        (_, _, Some(id)) => {
            let undo = import::undo(&db, node.now().company(), id).await?;
            submit(&node, undo.into()).await?;
            println!("Import {id} was taken back.");
            Ok(())
        }
        _ => Err(AdminError::Refused(
            "say what the file holds with --as".to_owned(),
        )),
    }
}

const fn kind(what: ImportAs) -> ImportKind {
    match what {
        ImportAs::Indicators => ImportKind::Indicators,
        ImportAs::Measurements => ImportKind::Measurements,
        ImportAs::Posts => ImportKind::Posts,
        ImportAs::Milestones => ImportKind::Milestones,
        ImportAs::Peers => ImportKind::Peers,
    }
}

async fn take(node: &Node, wanted: &Asked, asked: &cli::Import) -> Result<(), AdminError> {
    let mut plan = import::plan(node.now().company(), wanted, Clock::System.today())?;
    let mut taken = None;
    if plan.accepted > 0 && !asked.dry_run {
        let import = Id::new(Uuid::now_v7());
        let command = TakeImport {
            import,
            what: plan.what,
            file: import::name(&wanted.file),
            rows: plan.rows,
            accepted: plan.accepted,
            records: std::mem::take(&mut plan.records),
            sender: None,
            // The command line loads what was handed in elsewhere.
            handed_in: false,
        };
        submit(node, command.into()).await?;
        taken = Some(import);
    }
    tell(&Outcome::of(&plan, taken), asked.json)?;
    refused(&plan)
}

fn tell(outcome: &Outcome<'_>, json: bool) -> Result<(), AdminError> {
    if !json {
        println!("{outcome}");
        return Ok(());
    }
    let text = serde_json::to_string(outcome)
        .map_err(|why| AdminError::Refused(format!("the answer cannot be written: {why}")))?;
    println!("{text}");
    Ok(())
}

fn refused(plan: &Plan) -> Result<(), AdminError> {
    if plan.accepted == 0 {
        return Err(AdminError::AllRefused);
    }
    Ok(())
}

async fn submit(node: &Node, command: Command) -> Result<(), AdminError> {
    let given = node::system(command, Actor::System, Clock::System.timestamp());
    for taken in node.submit(vec![given]).await? {
        if let Taken::Decided {
            outcome: Decided::Rejected(why),
            ..
        } = taken
        {
            return Err(AdminError::Refused(why.to_string()));
        }
    }
    Ok(())
}
