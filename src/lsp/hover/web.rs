//! External links: what the last check found. The network is never used.

use super::place::Place;
use crate::facts::ExternalLink;

/// What the last check of the project's links found at the URL of `link`; `None` if it was not checked.
#[cfg(feature = "online")]
pub(super) fn state(place: &Place<'_, '_, '_>, link: &ExternalLink) -> Option<String> {
    use crate::links::remote::last_result;
    use crate::message;

    let lang = place.client.lang();
    let known = last_result(&place.note.view.project().root, &link.url)?;
    let mut writer = place.writer();
    if let Some(failure) = &known.failure {
        let (times, since, reason) = (failure.times, &failure.since, failure.reason(lang));
        let text = message!(
            "does not work: {reason} ({times} failures since {since})",
            "開けない: {reason}（{since} から {times} 回失敗）"
        );
        writer.plain(&text.text(lang));
    }
    if let Some(alive) = &known.alive {
        let text = message!("worked on {alive}", "{alive} に開けた").text(lang);
        writer.paragraph().plain(&text);
    }
    if let Some(moved) = &known.moved {
        writer
            .paragraph()
            .raw(&message!("redirects permanently to {moved}", "恒久的なリダイレクト先: {moved}").text(lang));
    }
    Some(writer.finish())
}

#[cfg(not(feature = "online"))]
pub(super) fn state(_: &Place<'_, '_, '_>, _: &ExternalLink) -> Option<String> {
    None
}
