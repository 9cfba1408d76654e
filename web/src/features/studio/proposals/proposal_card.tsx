// A proposal in the list: who would move what where, why, and how it stands. Looking at it shows it on the map.
import { ArrowRight, Eye, EyeOff } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Proposal, ProposalState } from "@/api/discussion";
import { usePeople } from "@/api/use_people";
import { Avatar } from "@/design/avatar";
import { Badge, type Tone } from "@/design/badge";
import { Button } from "@/design/button";
import { cx } from "@/design/cx";
import { useFormat } from "@/lib/format";
import { useStudio } from "../context";
import { Swatch } from "../panel/effect";
import { flowsOf, placesAround } from "./moves";
import { ProposalDetail } from "./proposal_detail";
import { Votes } from "./votes";

const FLOWS_SHOWN = 4;
const CODES_SHOWN = 6;
const TONES: Record<ProposalState, Tone> = { open: "info", accepted: "accent", declined: "danger", withdrawn: "neutral" };

function Flows({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { board } = useStudio();
  const flows = flowsOf(proposal.moves);
  const named = (index: number) => (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Swatch colour={board.territories[index]?.colour ?? 0} />
      <span className="min-w-0 break-words">{board.territories[index]?.name ?? ""}</span>
    </span>
  );
  return (
    <ul aria-label={t("proposals.moves")} className="flex flex-col gap-1.5 text-sm">
      {flows.slice(0, FLOWS_SHOWN).map(({ from, to, units }) => (
        <li key={`${from} ${to}`}>
          <p className="flex flex-wrap items-center gap-x-2">
            {named(from)}
            <ArrowRight aria-hidden className="size-3.5 shrink-0 text-ink-3" />
            <span className="sr-only">{t("proposals.goesTo")}</span>
            {named(to)}
          </p>
          <p className="tabular text-xs break-words text-ink-2">
            {t("design.unitCount", { count: units.length, number: format.number(units.length) })}: {units.length > CODES_SHOWN ? t("studio.andMore", { codes: units.slice(0, CODES_SHOWN).join(", "), number: format.number(units.length - CODES_SHOWN) }) : units.join(", ")}
          </p>
        </li>
      ))}
      {flows.length > FLOWS_SHOWN ? <li className="text-xs text-ink-2">{t("proposals.moreFlows", { count: flows.length - FLOWS_SHOWN })}</li> : null}
    </ul>
  );
}

function Decided({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = usePeople();
  const { decided, state } = proposal;
  if (!decided || state === "open") return null;
  const values = { name: nameOf(decided.by) ?? t("studio.someone"), when: format.relative(decided.at), number: decided.change ?? 0 };
  const text =
    state === "accepted"
      ? decided.change === undefined
        ? t("proposals.acceptedIdle", values)
        : t(decided.by_rule ? "proposals.acceptedByRule" : "proposals.acceptedBy", values)
      : t(state === "declined" ? "proposals.declinedBy" : "proposals.withdrawnBy", values);
  return (
    <p className="text-sm break-words text-ink-2">
      {text}
      {decided.reason ? <span className="text-ink"> “{decided.reason}”</span> : null}
    </p>
  );
}

function Head({ proposal, name }: { proposal: Proposal; name: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="flex items-start gap-2.5">
      <Avatar name={name} className="size-7 text-[10px]" />
      <h2 className="min-w-0 flex-1 leading-snug font-medium">
        {t("proposals.byMoves", { name, count: proposal.units, number: format.number(proposal.units) })}
        <time className="block text-xs font-normal text-ink-2" dateTime={proposal.at} title={format.exactTime(proposal.at)}>
          {format.relative(proposal.at)}
        </time>
      </h2>
      <span className="flex shrink-0 flex-wrap justify-end gap-1">
        {proposal.is_challenge ? <Badge>{t("proposals.challenge")}</Badge> : null}
        <Badge tone={TONES[proposal.state]}>{t(`proposals.state.${proposal.state}`)}</Badge>
      </span>
    </div>
  );
}

export function ProposalCard({ proposal, asked }: { proposal: Proposal; asked: string | null }) {
  const { t } = useTranslation();
  const { board, units, proposed, setProposed, show, takeVisit } = useStudio();
  const { nameOf } = usePeople();
  const card = useRef<HTMLElement>(null);
  const isShown = proposed?.id === proposal.id;
  const isOpen = proposal.state === "open";
  function look() {
    if (isShown) return setProposed(null);
    setProposed({ id: proposal.id, isOffer: false, isDecided: !isOpen, moves: proposal.moves });
    show(placesAround(proposal.moves, board, units));
  }
  useEffect(() => {
    if (asked === null || !takeVisit(asked)) return;
    card.current?.scrollIntoView({ block: "nearest" });
    card.current?.focus({ preventScroll: true });
    if (!isShown) look();
  }, [asked]);
  return (
    <article ref={card} tabIndex={-1} data-proposal={proposal.id} aria-label={t("proposals.proposalOf", { name: nameOf(proposal.by) ?? t("studio.someone") })} className={cx("flex flex-col gap-2.5 rounded-md border px-3.5 py-3", isShown ? "border-accent" : "border-line")}>
      <Head proposal={proposal} name={nameOf(proposal.by) ?? t("studio.someone")} />
      <Flows proposal={proposal} />
      {proposal.reason ? <p className="text-sm break-words">“{proposal.reason}”</p> : null}
      <Decided proposal={proposal} />
      <div className="flex flex-wrap items-center gap-2">
        <Votes proposal={proposal} />
        <Button size="small" look="ghost" className="ml-auto" aria-expanded={isOpen ? isShown : undefined} aria-pressed={isOpen ? undefined : isShown} icon={isShown ? <EyeOff aria-hidden className="size-3.5" /> : <Eye aria-hidden className="size-3.5" />} onClick={look}>
          {isShown ? t("proposals.lookAway") : t("proposals.look")}
        </Button>
      </div>
      {isShown && isOpen ? <ProposalDetail id={proposal.id} /> : null}
    </article>
  );
}
