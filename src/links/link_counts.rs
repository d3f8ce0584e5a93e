//! How many external links were checked, and with what result.

use crate::finding::{Lang, Localized, plural};
use crate::message;

/// The number of distinct URLs by result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinkCounts {
    /// URLs that returned their page.
    pub working: usize,
    /// URLs whose page no longer exists.
    pub dead: usize,
    /// URLs that could not be checked: no response, or one that does not show whether the page exists.
    pub uncheckable: usize,
    /// URLs that were not checked before the time limit or an interrupt.
    pub not_reached: usize,
    /// URLs skipped because they lead to this machine or the local network.
    pub private: usize,
    /// URLs skipped because their host names are reserved, such as `example.com`.
    pub reserved: usize,
    /// URLs skipped because the configuration ignores them.
    pub ignored: usize,
}

impl LinkCounts {
    /// The number of URLs.
    pub fn total(&self) -> usize {
        let Self { working, dead, uncheckable, not_reached, .. } = *self;
        working + dead + uncheckable + not_reached + self.skipped()
    }

    fn skipped(&self) -> usize {
        self.private + self.reserved + self.ignored
    }
}

impl std::ops::AddAssign for LinkCounts {
    fn add_assign(&mut self, other: Self) {
        self.working += other.working;
        self.dead += other.dead;
        self.uncheckable += other.uncheckable;
        self.not_reached += other.not_reached;
        self.private += other.private;
        self.reserved += other.reserved;
        self.ignored += other.ignored;
    }
}

impl Localized for LinkCounts {
    fn text(&self, lang: Lang) -> String {
        let total = self.total();
        if total == 0 {
            return message!("no external URLs", "外部 URL はない").text(lang);
        }
        let parts = |parts: &[(usize, &str, &str)]| {
            let parts = parts.iter().filter(|(count, ..)| *count > 0);
            let parts: Vec<_> = match lang {
                Lang::En => parts.map(|(count, en, _)| format!("{count} {en}")).collect(),
                Lang::Ja => parts.map(|(count, _, ja)| format!("{ja} {count}")).collect(),
            };
            parts.join(if lang == Lang::Ja { "、" } else { ", " })
        };
        let why = parts(&[
            (self.private, "private", "プライベート"),
            (self.reserved, "reserved", "予約済み"),
            (self.ignored, "ignored", "設定で除外"),
        ]);
        let mut text = parts(&[
            (self.working, "working", "有効"),
            (self.dead, "dead", "リンク切れ"),
            (self.uncheckable, "could not be checked", "確認できなかったもの"),
            (self.not_reached, "not reached", "未検査"),
            (self.skipped(), "skipped", "対象外"),
        ]);
        if self.skipped() > 0 {
            text += &message!(" ({why})", "（{why}）").text(lang);
        }
        let urls = plural(total, "external URL");
        message!("{urls}: {text}", "外部 URL {total} 件: {text}").text(lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_counts_are_left_out() {
        let counts =
            LinkCounts { working: 60, dead: 1, uncheckable: 1, private: 1, reserved: 1, ..LinkCounts::default() };
        assert_eq!(
            counts.text(Lang::En),
            "64 external URLs: 60 working, 1 dead, 1 could not be checked, 2 skipped (1 private, 1 reserved)"
        );
        assert_eq!(
            counts.text(Lang::Ja),
            "外部 URL 64 件: 有効 60、リンク切れ 1、確認できなかったもの 1、対象外 2（プライベート 1、予約済み 1）"
        );
        assert_eq!(LinkCounts { working: 1, ..LinkCounts::default() }.text(Lang::En), "1 external URL: 1 working");
        assert_eq!(LinkCounts::default().text(Lang::En), "no external URLs");
    }
}
