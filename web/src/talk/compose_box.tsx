// Where something is said: plain text, in which "@" completes people's names. Names stand in it as they are read; they become mentions when it is sent.
import { Popover } from "radix-ui";
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { COMMENT_LENGTH_MAX } from "@/api/discussion";
import { useMentionable } from "@/api/use_people";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { Avatar } from "@/design/avatar";
import { Field, useFieldProps } from "@/design/field";
import { TextArea } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useFormat } from "@/lib/format";
import { type Asked, askedAt, keptText, meant } from "@/lib/mentions";
import { useSubmit } from "@/lib/use_submit";

const LEFT_SHOWN = 200;

type People = ReturnType<typeof useMentionable>;

interface MentionAreaProps {
  value: string;
  onChange: (value: string) => void;
  rows: number;
  isAutoFocus: boolean;
  people: People;
  onSend: () => void;
  onFocus: () => void;
}

function useCompletion({ value, onChange, people }: MentionAreaProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [active, setActive] = useState(0);
  const found = useMemo(() => (asked ? meant(people.mentionable, asked.typed, people.labels) : []), [asked, people]);
  const caret = useRef<number | null>(null);
  useEffect(() => {
    if (caret.current === null) return;
    area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [value]);
  function look() {
    const node = area.current;
    setAsked(node && node.selectionStart === node.selectionEnd ? askedAt(node.value, node.selectionStart) : null);
    setActive(0);
  }
  function choose(index: number) {
    const label = people.labels.get(found[index]?.id ?? "");
    if (!asked || label === undefined) return;
    const after = value.slice(asked.to);
    const written = `@${label}${after.startsWith(" ") ? "" : " "}`;
    caret.current = asked.from + written.length + (after.startsWith(" ") ? 1 : 0);
    onChange(value.slice(0, asked.from) + written + after);
    setAsked(null);
    area.current?.focus();
  }
  return { area, found, active, setActive, look, choose, close: () => setAsked(null) };
}

function Choices({ id, completion, labels }: { id: string; completion: ReturnType<typeof useCompletion>; labels: Map<string, string> }) {
  const { t } = useTranslation();
  const { found, active, setActive, choose } = completion;
  return (
    <div id={id} role="listbox" aria-label={t("talk.people")} className="max-h-64 overflow-y-auto">
      {found.map((person, index) => (
        <div
          key={person.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          onPointerMove={() => setActive(index)}
          onPointerDown={(event) => {
            event.preventDefault();
            choose(index);
          }}
          className={cx("flex cursor-pointer items-center gap-2.5 rounded-md px-2 py-1.5", index === active && "bg-surface-3")}
        >
          <Avatar name={person.name} className="size-6 text-[10px]" />
          <span className="min-w-0 truncate">{labels.get(person.id) ?? person.name}</span>
        </div>
      ))}
    </div>
  );
}

// Ctrl+Enter sends; while people are offered, arrows go through them, Enter and Tab take one, Escape takes none.
function pressed(event: KeyboardEvent, completion: ReturnType<typeof useCompletion>, onSend: () => void) {
  const { found, active, setActive, choose, close } = completion;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    return onSend();
  }
  if (found.length === 0) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    setActive((active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length);
  } else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) {
    event.preventDefault();
    choose(active);
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    close();
  }
}

function MentionArea(props: MentionAreaProps) {
  const { value, onChange, rows, isAutoFocus, people, onSend, onFocus } = props;
  const { t } = useTranslation();
  const field = useFieldProps();
  const listId = useId();
  const completion = useCompletion(props);
  const { area, found, active, look, close } = completion;
  const isOpen = found.length > 0;
  useEffect(() => {
    if (isAutoFocus) area.current?.focus();
  }, [isAutoFocus, area]);
  const onKeyDown = (event: KeyboardEvent) => pressed(event, completion, onSend);
  return (
    <Popover.Root open={isOpen} onOpenChange={(next) => !next && close()}>
      <Popover.Anchor asChild>
        <div>
          <TextArea
            {...field}
            ref={area}
            rows={rows}
            value={value}
            maxLength={COMMENT_LENGTH_MAX}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={isOpen ? listId : undefined}
            aria-activedescendant={isOpen ? `${listId}-${active}` : undefined}
            onChange={(event) => {
              onChange(event.target.value);
              look();
            }}
            onKeyDown={onKeyDown}
            onFocus={onFocus}
            onBlur={close}
            onClick={close}
          />
        </div>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          aria-label={t("talk.people")}
          align="start"
          sideOffset={4}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => area.current?.contains(event.target as Node) && event.preventDefault()}
          className="z-50 w-[min(20rem,var(--radix-popover-trigger-width))] rounded-lg border border-line bg-surface p-1 shadow-2"
        >
          <Choices id={listId} completion={completion} labels={people.labels} />
        </Popover.Content>
      </Popover.Portal>
      <span role="status" className="sr-only">
        {isOpen ? t("talk.peopleFound", { count: found.length }) : ""}
      </span>
    </Popover.Root>
  );
}

interface ComposeBoxProps {
  label: string;
  action: string;
  first?: string;
  rows?: number;
  isAutoFocus?: boolean;
  // What stands beside the button that sends.
  beside?: ReactNode;
  // Why it cannot be sent yet, whatever is written.
  whyNot?: string | undefined;
  onSend: (text: string) => Promise<unknown>;
  onCancel?: () => void;
}

export function ComposeBox({ label, action, first = "", rows = 3, isAutoFocus = false, beside, whyNot, onSend, onCancel }: ComposeBoxProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const people = useMentionable();
  const [text, setText] = useState(first);
  // One line until it is used; what stands below does not move under somebody's hand again.
  const [isUsed, setIsUsed] = useState(isAutoFocus);
  const form = useSubmit(async () => {
    await onSend(keptText(text.trim(), people.labels));
    setText("");
    setIsUsed(false);
  });
  const left = COMMENT_LENGTH_MAX - text.length;
  const reason = whyNot ?? (!text.trim() && t("talk.writeFirst"));
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (!reason) void form.submit(event);
  };
  return (
    <form noValidate className="flex flex-col gap-2" onSubmit={send}>
      {form.problem ? <ProblemNote problem={form.problem} shownFields={["text"]} /> : null}
      <Field label={label} error={form.errors["text"]} hint={left <= LEFT_SHOWN ? t("talk.left", { count: left, number: format.number(left) }) : isUsed ? t("talk.mentionHint") : undefined}>
        <MentionArea value={text} onChange={setText} rows={isUsed ? rows : 1} isAutoFocus={isAutoFocus} people={people} onSend={() => send()} onFocus={() => setIsUsed(true)} />
      </Field>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <div className="min-w-0 flex-1">{beside}</div>
        {onCancel ? (
          <Button size="small" look="ghost" onClick={onCancel}>
            {t("ui.cancel")}
          </Button>
        ) : null}
        <Button type="submit" size="small" look="primary" isBusy={form.isBusy} disabledReason={reason}>
          {action}
        </Button>
      </div>
    </form>
  );
}
