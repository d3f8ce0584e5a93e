;;; eglot.el --- notelint in Emacs -*- lexical-binding: t; coding: utf-8 -*-

;; Set up as docs/editors.md says. `run.py emacs' starts this in a copy of project/ with notelint on PATH.

(require 'cl-lib)
(require 'eglot)
(require 'flymake)

(defconst here (file-name-directory load-file-name))

;; Debian's Emacs has no mode for Markdown.
(unless (fboundp 'markdown-mode)
  (define-derived-mode markdown-mode text-mode "Markdown"))

(defun wait (what condition)
  "Wait until CONDITION returns non-nil, and return that; fail with WHAT."
  (let ((deadline (+ (float-time) 20)) (result nil))
    (while (not (setq result (funcall condition)))
      (when (> (float-time) deadline)
        (error "Timed out: %s" what))
      (accept-process-output nil 0.02))
    result))

(defun equal-or-fail (actual expected what)
  "Fail with WHAT unless ACTUAL is EXPECTED."
  (unless (equal actual expected)
    (error "%s: %S instead of %S" what actual expected)))

(defun documented ()
  "Evaluate the configuration in docs/editors.md."
  (with-temp-buffer
    (insert-file-contents (expand-file-name "../../docs/editors.md" here))
    (re-search-forward "^## Emacs$")
    (re-search-forward "^```lisp$")
    (let ((from (point)))
      (re-search-forward "^```$")
      (eval-region from (match-beginning 0)))))

(defun findings ()
  "The findings as the user sees them: the line, and the text that is underlined."
  (mapcar (lambda (found)
            (let ((from (flymake-diagnostic-beg found)))
              (list (line-number-at-pos from)
                    (buffer-substring-no-properties from (flymake-diagnostic-end found)))))
          (flymake-diagnostics)))

(defun wait-for-findings (expected what)
  "Wait until the findings are EXPECTED; WHAT they are."
  (condition-case nil
      (wait what (lambda () (flymake-start) (equal (findings) expected)))
    (error (equal-or-fail (findings) expected what))))

(defun line (number)
  "The text of line NUMBER."
  (save-excursion
    (goto-char (point-min))
    (forward-line (1- number))
    (buffer-substring-no-properties (point) (line-end-position))))

(defun go-to (text)
  "Move to the start of TEXT."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun choose (title)
  "Choose the code action whose title begins with TITLE."
  (cl-letf (((symbol-function 'completing-read)
             (lambda (_prompt offered &rest _)
               (let ((names (mapcar (lambda (each) (if (consp each) (car each) each)) offered)))
                 (or (cl-find-if (lambda (name) (string-prefix-p title name)) names)
                     (error "Not offered: %s in %S" title names))))))
    ;; By keyboard: for a click, Emacs shows a menu instead.
    (let ((last-nonmenu-event ?x))
      (call-interactively #'eglot-code-actions))))

(defun finding-and-fix ()
  "A finding is shown at its place, moves when text is typed, and is fixed."
  (wait-for-findings '((7 "Elasticache")) "findings")
  ;; The characters differ in bytes, UTF-16 and columns.
  (go-to "😀か")
  (insert "🧊が")
  ;; A timer does this after a while; timers for idle time don't run in batch mode.
  (eglot--signal-textDocument/didChange)
  (wait-for-findings '((7 "Elasticache")) "findings after typing")
  (go-to "Elasticache")
  (choose "Replace with `ElastiCache`")
  (equal-or-fail (line 7) "- 🧊が😀か゛ ElastiCache を使う。" "the fix")
  (eglot--signal-textDocument/didChange)
  (wait-for-findings nil "no findings"))

(defun rename ()
  "Renaming a heading changes the link in the other note."
  (go-to "データストア")
  ;; It asks before it changes files that are not open.
  (cl-letf (((symbol-function 'y-or-n-p) #'always))
    (eglot-rename "データベース"))
  (equal-or-fail (line 5) "## データベース" "the heading")
  (save-some-buffers t)
  (with-temp-buffer
    (insert-file-contents "s3.md")
    (equal-or-fail (line 5) "キャッシュは [データベース](note.md#データベース) にまとめた。" "the link in the other note")))

(documented)
(find-file "note.md")
(markdown-mode)
(apply #'eglot (eglot--guess-contact))
(finding-and-fix)
(rename)
(eglot-shutdown (eglot-current-server))
