// Begins a thread: about what is selected, about the plan, or about an account.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { recordsQuery } from "@/api/crm_queries";
import { useDiscussion } from "@/api/discussion_queries";
import { useMay } from "@/api/session";
import { Combobox } from "@/design/combobox";
import { Field } from "@/design/field";
import { type Option, Select } from "@/design/input";
import { useDebounced } from "@/lib/use_debounced";
import { ComposeBox } from "@/talk/compose_box";
import { useStudio } from "../context";
import { useAboutName } from "./about_label";
import type { Subject } from "./threads";

const FOUND_MAX = 20;

function AccountField({ account, onChoose }: { account: Option | null; onChoose: (account: Option) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const search = useDebounced(typed ?? "");
  const query = useQuery({ ...recordsQuery("account", { q: search }, FOUND_MAX), enabled: typed !== null });
  return (
    <Field label={t("talk.whichAccount")}>
      <Combobox options={(query.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))} value={account?.value ?? ""} valueLabel={account?.label ?? ""} placeholder={t("talk.accountPlaceholder")} onSearch={setTyped} isSearching={query.isFetching} onChange={(_, option) => onChoose(option)} />
    </Field>
  );
}

type Choice = "plan" | "territory" | "unit" | "account";

// Territories by id, units by code.
function useChoices(subject: Subject | null): { value: Choice; label: string; id: string }[] {
  const { t } = useTranslation();
  const may = useMay();
  const { board } = useStudio();
  const nameOf = useAboutName();
  const territory = subject ? (board.territories[subject.index]?.id ?? "") : "";
  return [
    ...(subject?.about === "unit" ? [{ value: "unit" as const, label: nameOf("unit", subject.id), id: subject.id }] : []),
    ...(subject ? [{ value: "territory" as const, label: nameOf("territory", territory), id: territory }] : []),
    { value: "plan", label: t("talk.thePlan"), id: "" },
    ...(may("crm.read") ? [{ value: "account" as const, label: t("talk.anAccount"), id: "" }] : []),
  ];
}

export function SayForm({ subject, onSaid }: { subject: Subject | null; onSaid: () => void }) {
  const { t } = useTranslation();
  const { plan } = useStudio();
  const { say } = useDiscussion(plan.id);
  const choices = useChoices(subject);
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [account, setAccount] = useState<Option | null>(null);
  const key = subject ? `${subject.about} ${subject.id}` : "";
  // What is selected now is what one means.
  useEffect(() => setChosen(null), [key]);
  const choice = choices.find(({ value }) => value === chosen) ?? choices[0];
  const about = choice?.value ?? "plan";
  async function send(text: string) {
    const id = about === "account" ? account?.value : choice?.id;
    await say({ text, about, ...(id ? { id } : {}) });
    onSaid();
  }
  return (
    <div className="flex flex-col gap-2.5">
      {about === "account" ? <AccountField account={account} onChoose={setAccount} /> : null}
      <ComposeBox
        label={t("talk.sayLabel")}
        action={t("talk.say")}
        whyNot={about === "account" && !account ? t("talk.accountFirst") : undefined}
        beside={<Select aria-label={t("talk.about")} className="max-w-56 min-w-0" value={about} options={choices.map(({ value, label }) => ({ value, label: t("talk.aboutNamed", { name: label }) }))} onValueChange={(value) => setChosen(value as Choice)} />}
        onSend={send}
      />
    </div>
  );
}
