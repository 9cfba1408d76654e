// Who has a territory: the person, and below the position; or plainly that nobody does.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { PersonId, Position } from "@/api/types";
import { Badge } from "@/design/badge";
import { dayQuery } from "./as_of";

interface OwnerProps {
  position: Position | undefined;
  nameOf: (person: PersonId) => string;
  day: string;
  // A territory that others stand below may well have no owner of its own.
  isQuiet?: boolean;
}

export function Owner({ position, nameOf, day, isQuiet }: OwnerProps) {
  const { t } = useTranslation();
  if (!position) return isQuiet ? <span className="text-sm text-ink-3">{t("alignment.noOwner")}</span> : <Badge tone="warning">{t("alignment.noOwner")}</Badge>;
  return (
    <span className="block min-w-0 leading-tight">
      <Link to={`/positions/${position.id}${dayQuery(day)}`} className="block break-words hover:underline">
        {position.title}
      </Link>
      <span className="block truncate text-sm text-ink-3">{position.person ? nameOf(position.person) : t("alignment.vacant")}</span>
    </span>
  );
}
