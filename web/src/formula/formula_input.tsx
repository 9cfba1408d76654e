// Where a formula is typed: plain text below, its colours and underlined mistakes drawn over it, choices at the caret.
// A text area rather than an editor, so that the browser's own keys, undo, spelling and screen readers work as everywhere.
import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/design/cx";
import { useFieldProps } from "@/design/field";
import { ChoiceList } from "./choice_list";
import { type Choice, type Completion, completionAt, type Words } from "./completion";
import { type Look, piecesOf } from "./highlight";
import type { Range } from "./offsets";

const LOOKS: Record<Look, string> = {
  plain: "text-ink", text: "text-warning-text", number: "text-info-text", word: "text-info-text font-semibold", function: "text-accent-text", field: "text-ink font-semibold", sign: "text-ink-2", comment: "text-ink-3 italic",
};
// Both layers must break their lines alike.
const TYPE = "col-start-1 row-start-1 m-0 w-full min-w-0 whitespace-pre-wrap break-words px-3 py-2.5 font-mono text-[14px] leading-6 max-sm:text-[16px]";
const LINE_PX = 24;

interface FormulaInputProps {
  value: string;
  onChange: (value: string) => void;
  choices: Choice[];
  words: Words;
  isField: (name: string) => boolean;
  faults: Range[];
  isInvalid: boolean;
  describedBy?: string;
  placeholder?: string;
  // Begins as one line; it grows with its text either way.
  isShort?: boolean;
}

// Writes as if it were typed, so that undo takes it back.
export function writeInto(area: HTMLTextAreaElement, from: number, to: number, insert: string, back = 0): void {
  area.focus();
  area.setSelectionRange(from, to);
  const isWritten = insert === "" ? document.execCommand("delete") : document.execCommand("insertText", false, insert);
  if (!isWritten) {
    area.setRangeText(insert, from, to, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const caret = from + insert.length - back;
  area.setSelectionRange(caret, caret);
}

export function FormulaInput(props: FormulaInputProps & { ref?: React.RefObject<HTMLTextAreaElement | null> }) {
  const { value, onChange, choices, words, isField, faults, isInvalid, describedBy, placeholder, isShort = false, ref } = props;
  const { t } = useTranslation();
  const field = useFieldProps();
  const listId = useId();
  const own = useRef<HTMLTextAreaElement>(null);
  const area = ref ?? own;
  const frame = useRef<HTMLDivElement>(null);
  const mark = useRef<HTMLSpanElement>(null);
  const [completion, setCompletion] = useState<Completion | null>(null);
  const [active, setActive] = useState(0);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  const pieces = useMemo(() => piecesOf(value, faults, isField), [value, faults, isField]);
  const isOpen = completion !== null && completion.choices.length > 0;

  useLayoutEffect(() => {
    const [outer, inner] = [frame.current?.getBoundingClientRect(), mark.current?.getBoundingClientRect()];
    if (!isOpen || !outer || !inner) return;
    setPlace({ left: Math.max(0, Math.min(inner.left - outer.left, outer.width - Math.min(416, outer.width))), top: inner.top - outer.top + LINE_PX + 4 });
  }, [isOpen, completion?.from, value]);

  function look(isAsked: boolean) {
    const node = area.current;
    if (!node || node.selectionStart !== node.selectionEnd) return setCompletion(null);
    setCompletion(completionAt(node.value, node.selectionStart, choices, words, isAsked));
    setActive(0);
  }
  function choose(index: number) {
    const choice = completion?.choices[index];
    if (!choice || !completion || !area.current) return;
    writeInto(area.current, completion.from, completion.to, choice.insert, choice.back);
    setCompletion(null);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      return look(true);
    }
    if (!isOpen) return;
    const count = completion.choices.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setActive((active + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      setCompletion(null);
    } else if (["ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"].includes(event.key)) setCompletion(null);
  }
  return (
    <div ref={frame} className="relative">
      <div className={cx("grid rounded-md border bg-surface shadow-1 focus-within:outline-2 focus-within:outline-focus", isInvalid ? "border-danger" : "border-line-strong/70")}>
        <pre aria-hidden className={cx(TYPE, "pointer-events-none", isShort ? "min-h-11" : "min-h-24")}>
          {pieces.map((piece, index) => (
            <span key={index} className={cx(LOOKS[piece.look], piece.isFault && "underline decoration-danger decoration-wavy decoration-[1.5px] underline-offset-4")}>
              {piece.text}
            </span>
          ))}
          {/* The line that a line break at the end begins. */}
          {"\u200b"}
        </pre>
        <pre aria-hidden className={cx(TYPE, "pointer-events-none invisible")}>
          {value.slice(0, completion?.from ?? 0)}
          <span ref={mark}>{"\u200b"}</span>
        </pre>
        <textarea
          {...field}
          ref={area}
          value={value}
          rows={1}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
          placeholder={placeholder}
          aria-multiline="true"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={isOpen ? `${listId}-${active}` : undefined}
          aria-invalid={isInvalid || undefined}
          aria-describedby={cx(field["aria-describedby"], describedBy) || undefined}
          onChange={(event) => {
            onChange(event.target.value);
            // The caret has moved already; what can stand there is looked up by it.
            look(false);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => setCompletion(null)}
          onClick={() => setCompletion(null)}
          className={cx(TYPE, "resize-none overflow-hidden bg-transparent text-transparent caret-ink outline-none placeholder:text-ink-3 selection:bg-accent-soft selection:text-accent-text")}
        />
      </div>
      {isOpen ? <ChoiceList id={listId} completion={completion} active={active} {...place} onPoint={setActive} onChoose={choose} /> : null}
      <span role="status" className="sr-only">
        {isOpen ? t("formula.choiceCount", { count: completion.choices.length }) : ""}
      </span>
    </div>
  );
}
