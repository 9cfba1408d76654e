// A field's value as it is shown: addresses can be followed, references opened.
import { useQuery } from "@tanstack/react-query";
import { Star } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type CrmField, type CrmRecord, isOfAlignment, type Outcome, PLURALS } from "@/api/crm";
import { pipelinesQuery } from "@/api/crm_queries";
import { Badge, type Tone } from "@/design/badge";
import { today } from "@/lib/days";
import { useFieldText } from "./use_field_text";
import { valueOf } from "./values";

const TONES: Record<string, Tone> = {
  customer: "accent", partner: "info", former_customer: "warning", qualified: "accent", converted: "info", disqualified: "neutral", done: "accent", high: "warning", satisfaction: "info",
};

interface FieldValueProps {
  field: CrmField;
  record: CrmRecord;
  // In a list: one line, nothing where there is nothing.
  isCompact?: boolean;
}

function TextValue({ field, text, isCompact }: { field: CrmField; text: string; isCompact: boolean }) {
  const link = "hover:underline underline-offset-3";
  if (field.form === "email") {
    return (
      <a href={`mailto:${text}`} className={`${link} break-words`}>
        {text}
      </a>
    );
  }
  if (field.form === "phone") {
    return (
      <a href={`tel:${text.replace(/[^+\d]/g, "")}`} className={`${link} whitespace-nowrap`}>
        {text}
      </a>
    );
  }
  // Only what begins so is followed: an address of another kind could be a script.
  if (field.form === "url" && /^https?:\/\//i.test(text)) {
    return (
      <a href={text} target="_blank" rel="noreferrer" className={`${link} break-words`}>
        {text.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "")}
      </a>
    );
  }
  if (field.form === "paragraph") return <span className={isCompact ? "line-clamp-2" : "whitespace-pre-line"}>{text}</span>;
  return <span>{text}</span>;
}

const OUTCOME_TONES: Record<Outcome, Tone> = { open: "info", won: "accent", lost: "neutral" };

function StageBadge({ stage, children }: { stage: string; children: string }) {
  const pipelines = useQuery(pipelinesQuery).data ?? [];
  const outcome = pipelines.flatMap(({ key, stages }) => stages.map((one) => ({ id: `${key}.${one.key}`, ...one }))).find(({ id }) => id === stage)?.outcome ?? "open";
  return <Badge tone={OUTCOME_TONES[outcome]}>{children}</Badge>;
}

function isOverdue(field: CrmField, record: CrmRecord): boolean {
  return field.name === "due" && !field.is_custom && record["status"] === "open" && String(valueOf(record, field)) < today();
}

export function FieldView({ field, record, isCompact = false }: FieldValueProps) {
  const { t } = useTranslation();
  const say = useFieldText();
  const value = valueOf(record, field);
  const label = record.labels?.[field.name];
  if (value === undefined || value === "") return isCompact ? null : <span className="text-ink-3">{say(field, undefined)}</span>;
  const text = say(field, value, label);
  switch (field.type) {
    case "text":
      return field.form === "country" ? <span>{text}</span> : <TextValue field={field} text={String(value)} isCompact={isCompact} />;
    case "record":
      return label === undefined || !field.refers_to || isOfAlignment(field.refers_to) ? (
        <span className="text-ink-3">{text}</span>
      ) : (
        <Link to={`/${PLURALS[field.refers_to]}/${String(value)}`} className="hover:underline">
          {text}
        </Link>
      );
    case "territory":
      return (
        <Link to={`/territories/${String(value)}`} className="hover:underline">
          {text}
        </Link>
      );
    case "stage":
      return <StageBadge stage={String(value)}>{text}</StageBadge>;
    case "choice":
      return <Badge tone={TONES[String(value)] ?? "neutral"}>{text}</Badge>;
    case "instant":
      return (
        <time dateTime={String(value)} className="whitespace-nowrap">
          {text}
        </time>
      );
    case "date":
      return (
        <time dateTime={String(value)} className={isOverdue(field, record) ? "font-medium text-danger-text" : ""}>
          {text}
          {isOverdue(field, record) ? <span className="sr-only"> ({t("crm.overdue")})</span> : null}
        </time>
      );
    case "truth":
      return value === true && field.name === "is_key_account" ? (
        <span className="inline-flex items-center gap-1.5">
          <Star aria-hidden className="size-3.5 text-accent-text" />
          {text}
        </span>
      ) : (
        <span>{text}</span>
      );
    case "money":
      return <span className="tabular whitespace-nowrap">{text}</span>;
    default:
      return <span className="tabular">{text}</span>;
  }
}
