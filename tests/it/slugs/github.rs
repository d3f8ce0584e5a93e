//! GitHub's anchors, in a table of headings as people write them.

use notelint::text::syntax_reader::SyntaxReader;

/// Headings that are alone in their note, and their anchors.
const ALONE: &[(&str, &str)] = &[
    // Letters, digits and spaces.
    ("# Amazon EC2", "amazon-ec2"),
    ("# S3 Glacier Instant Retrieval 2021", "s3-glacier-instant-retrieval-2021"),
    ("#   Kubernetes   ", "kubernetes"),
    ("# a  b", "a--b"),
    ("# ÅNGSTRÖM straße", "ångström-straße"),
    ("# ΣΊΣΥΦΟΣ", "σίσυφος"),
    ("# İstanbul", "i\u{307}stanbul"),
    ("# Привет, мир!", "привет-мир"),
    ("# 한국어 제목", "한국어-제목"),
    ("# العربية", "العربية"),
    // Punctuation is removed; hyphens, underscores and the spaces around punctuation are kept.
    ("# What's new?", "whats-new"),
    ("# R&amp;D / QA", "rd--qa"),
    ("# VPC - サブネット", "vpc---サブネット"),
    ("# IAM: Users, Groups & Roles", "iam-users-groups--roles"),
    ("# 1.2.3 (beta)", "123-beta"),
    ("# 99.999999999%", "99999999999"),
    ("# C++ / C# / .NET", "c--c--net"),
    ("# --dry-run=client", "--dry-runclient"),
    ("# snake_case_name", "snake_case_name"),
    ("# __init__.py", "initpy"),
    ("# `__init__.py`", "__init__py"),
    ("# _leading", "_leading"),
    ("# a–b—c", "abc"),
    ("# “quoted” ‘text’", "quoted-text"),
    ("# $5 ~ €3 ≒ ¥500", "5--3--500"),
    ("# 2 × 3 ÷ 4 ± 1", "2--3--4--1"),
    ("# v1.0™ ©2024 ®", "v10-2024-"),
    ("# a\u{A0}b", "ab"),
    ("# \\*escaped\\*", "escaped"),
    ("# a &lt; b &gt; c", "a--b--c"),
    // Japanese and Chinese.
    ("# 概要", "概要"),
    ("# データベース", "データベース"),
    ("# サーバー・クライアント", "サーバークライアント"),
    ("# ー", "ー"),
    ("# ーで始まる", "ーで始まる"),
    ("# コンピュータ－全角ハイフン", "コンピュータ全角ハイフン"),
    ("# 波ダッシュ〜全角チルダ～", "波ダッシュ全角チルダ"),
    ("# 「EC2」とは？", "ec2とは"),
    ("# 【重要】料金について", "重要料金について"),
    ("# メリット／デメリット", "メリットデメリット"),
    ("# 第１章　はじめに", "第１章はじめに"),
    ("# 全角　空白　二つ", "全角空白二つ"),
    ("# ＡＷＳ　ＥＣ２", "ａｗｓｅｃ２"),
    ("# １．手順（その１）", "１手順その１"),
    ("# ①準備 ②実行", "準備-実行"),
    ("# 第Ⅱ部", "第ⅱ部"),
    ("# ㈱クラウド ㎡", "クラウド-"),
    ("# ｻｰﾊﾞｰ", "ｻｰﾊﾞｰ"),
    ("# 人々・佐々木〆切", "人々佐々木〆切"),
    ("# 𠮷野家と髙島屋", "𠮷野家と髙島屋"),
    ("# 葛\u{E0100}飾", "葛\u{E0100}飾"),
    ("# 容器云、原生云", "容器云原生云"),
    ("# 。、！？", ""),
    // Combining marks are kept: decomposed letters have decomposed anchors.
    ("# か\u{3099}いと\u{3099}", "か\u{3099}いと\u{3099}"),
    ("# Cafe\u{301}", "cafe\u{301}"),
    ("# Café", "café"),
    ("# हिन्दी", "हिन्दी"),
    // Emoji are removed; joiners and variation selectors are not always.
    ("# 🚀 Launch", "-launch"),
    ("# Launch 🚀", "launch-"),
    ("# 🚀", ""),
    ("# 🚀🚀 a 🚀", "-a-"),
    ("# ⚠\u{FE0F} 注意", "\u{FE0F}-注意"),
    ("# ☁ クラウド", "-クラウド"),
    ("# 👨\u{200D}💻 開発", "-開発"),
    ("# 🇯🇵 東京", "-東京"),
    ("# 1\u{FE0F}\u{20E3} 手順", "1\u{FE0F}\u{20E3}-手順"),
    ("# :rocket: はじめに", "rocket-はじめに"),
    // Markup counts as its visible text.
    ("# **Bold** and *emphasis*", "bold-and-emphasis"),
    ("# _emphasis_ and __strong__", "emphasis-and-strong"),
    ("# ~~gone~~ here", "gone-here"),
    ("# `kubectl get pods -o yaml`", "kubectl-get-pods--o-yaml"),
    ("# The `--all` flag", "the---all-flag"),
    ("# [EC2](https://aws.amazon.com/ec2/) の使い方", "ec2-の使い方"),
    ("# [`aws s3 cp`](cp.md)", "aws-s3-cp"),
    ("# **[VPC](vpc.md)**: 基本", "vpc-基本"),
    ("# ![logo](logo.png) ECS", "-ecs"),
    ("# ECS ![logo](logo.png)", "ecs-"),
    ("# <a name=\"x\"></a>RDS", "rds"),
    ("# RDS <sup>new</sup>", "rds-new"),
    ("# a<br>b", "ab"),
    ("# <!-- todo -->S3", "s3"),
    ("# https://example.com/a_b", "httpsexamplecoma_b"),
    ("## 閉じる ##", "閉じる"),
    ("下線の見出し\n===", "下線の見出し"),
];

/// Headings of one note, in order, with their anchors.
const TOGETHER: &[(&[&str], &[&str])] = &[
    (&["例", "例", "例"], &["例", "例-1", "例-2"]),
    (&["Note", "NOTE", "note"], &["note", "note-1", "note-2"]),
    (&["a b", "a-b", "`a b`"], &["a-b", "a-b-1", "a-b-2"]),
    // A number that is already used by another heading is skipped.
    (&["S3", "S3-1", "S3"], &["s3", "s3-1", "s3-2"]),
    (&["S3", "S3", "S3-1"], &["s3", "s3-1", "s3-1-1"]),
    (&["S3-1", "S3", "S3", "S3-1"], &["s3-1", "s3", "s3-2", "s3-1-1"]),
    (&["S3-2", "S3", "S3", "S3"], &["s3-2", "s3", "s3-1", "s3-3"]),
    (&["a", "a", "a-1", "a-1", "a"], &["a", "a-1", "a-1-1", "a-1-2", "a-2"]),
    // A heading without letters has only the number.
    (&["🚀", "！", "？", "。"], &["", "-1", "-2", "-3"]),
    (&["概要", "概要。", "「概要」", "概　要"], &["概要", "概要-1", "概要-2", "概要-3"]),
    // Composed and decomposed letters look the same but differ.
    (&["ガイド", "カ\u{3099}イト\u{3099}", "ガイド"], &["ガイド", "カ\u{3099}イト\u{3099}", "ガイド-1"]),
    (
        &["constructor", "toString", "constructor", "__proto__x"],
        &["constructor", "tostring", "constructor-1", "__proto__x"],
    ),
];

/// The anchors of the headings in `text`, in order.
fn found(text: &str) -> Vec<String> {
    super::names(text, SyntaxReader::GITHUB).concat()
}

#[test]
fn headings_have_the_anchors_of_github() {
    for (heading, anchor) in ALONE {
        assert_eq!(found(heading), [*anchor], "{heading}");
    }
}

#[test]
fn anchors_within_a_note_are_unique() {
    for (headings, anchors) in TOGETHER {
        let text = format!("# {}\n", headings.join("\n\n# "));
        assert_eq!(found(&text), *anchors, "{headings:?}");
    }
}
