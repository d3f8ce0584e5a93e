//! `notelint facts`: the tables of facts about clouds and their tools.

use std::io;

use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::Exit;
use super::args::{FactsArgs, TableFormat};
use super::context::Context;
use crate::catalog::{self, Origin};

pub(crate) fn run(args: &FactsArgs, context: &mut Context<'_>) -> io::Result<Exit> {
    let origins = catalog::origins();
    match args.format {
        TableFormat::Json => {
            let tables: Vec<_> = origins.iter().map(to_json).collect();
            serde_json::to_writer_pretty(&mut context.out, &tables)?;
            writeln!(context.out)?;
        }
        TableFormat::Text => text(&origins, context)?,
    }
    Ok(Exit::Clean)
}

/// A line for each table: name, version, date, and the package that it was made from.
fn text(origins: &[Origin], context: &mut Context<'_>) -> io::Result<()> {
    let width = |column: fn(&Origin) -> &str| origins.iter().map(|origin| column(origin).width()).max().unwrap_or(0);
    let (names, versions) = (width(|origin| origin.name), width(|origin| origin.version));
    for Origin { name, version, date, source } in origins {
        writeln!(context.out, "{name:names$}  {version:versions$}  {date}  {source}")?;
    }
    Ok(())
}

fn to_json(origin: &Origin) -> serde_json::Value {
    let Origin { name, version, date, source } = origin;
    json!({ "name": name, "version": version, "date": date, "source": source })
}
