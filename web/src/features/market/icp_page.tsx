// The ideal customer: what makes one, how well the accounts fit, and what won and lost deals say about it.
import { useQuery } from "@tanstack/react-query";
import { Pencil, Target } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { IcpProfile, IcpProfiles, IcpState } from "@/api/market";
import { profilesQuery } from "@/api/market_queries";
import { useMay } from "@/api/session";
import { Allowed } from "@/design/allowed";
import { Button } from "@/design/button";
import { Empty } from "@/design/empty";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";
import { Tabs } from "@/design/tabs";
import { FitPart } from "./fit_part";
import { ProfileBar } from "./profile_bar";
import { draftOf, withNewRow } from "./profile_draft";
import { ProfileEditor } from "./profile_form";
import { ProfileView } from "./profile_view";
import { ScoresPart } from "./scores_part";
import { type ProfileForm, useProfileForm } from "./use_profile_form";

const TABS = ["profile", "scores", "deals"] as const;

function Unsaved() {
  const { t } = useTranslation();
  return <p className="mb-4 rounded-md bg-warning-soft px-4 py-2.5 text-warning-text">{t("icp.unsavedText")}</p>;
}

interface ShownProps {
  profiles: IcpProfiles;
  shown: IcpProfile;
  editor: ProfileForm;
}

function Parts({ profiles, shown, editor }: ShownProps) {
  const { t } = useTranslation();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const state: IcpState = shown.state === "draft" ? "draft" : "active";
  const isEditor = may("market.manage") && (state === "draft" || (editor.isEditing && !profiles.draft));
  const tab = TABS.find((one) => one === params.get("tab")) ?? "profile";
  function show(value: string) {
    const next = new URLSearchParams(params);
    if (value === "profile") next.delete("tab");
    else next.set("tab", value);
    setParams(next, { replace: true });
  }
  const note = editor.isChanged ? <Unsaved /> : null;
  const tabs = [{ value: "profile", label: t("icp.tabs.profile"), content: isEditor ? <ProfileEditor editor={editor} /> : <ProfileView profile={shown} /> }];
  if (may("crm.read")) {
    tabs.push({ value: "scores", label: t("icp.tabs.scores"), content: <>{note}<ScoresPart state={state} profile={shown} /></> });
    tabs.push({ value: "deals", label: t("icp.tabs.deals"), content: <>{note}<FitPart state={state} profile={shown} hasDraft={profiles.draft !== null} editor={editor} onTaken={() => setParams({}, { replace: true })} /></> });
  }
  return <Tabs label={t("nav.icp")} value={tabs.some(({ value }) => value === tab) ? tab : "profile"} onChange={show} tabs={tabs} />;
}

function None({ editor }: { editor: ProfileForm }) {
  const { t } = useTranslation();
  const may = useMay();
  const begin = (
    <Button look="primary" disabledReason={!may("market.manage") && t("icp.mayNot")} onClick={() => editor.begin(withNewRow(draftOf(null)))}>
      {t("icp.begin")}
    </Button>
  );
  return (
    <Card>
      <Empty icon={<Target aria-hidden className="size-5" />} title={t("icp.none")} action={begin}>
        {t("icp.noneText")}
      </Empty>
    </Card>
  );
}

function Found({ profiles }: { profiles: IcpProfiles }) {
  const { t } = useTranslation();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const editor = useProfileForm(profiles);
  const { active, draft } = profiles;
  const shown = params.get("profile") === "active" ? (active ?? draft) : (draft ?? active);
  function choose(state: IcpState | null) {
    const next = new URLSearchParams(params);
    if (state === "active") next.set("profile", state);
    else next.delete("profile");
    setParams(next, { replace: true });
  }
  const canChange = active && !draft && !editor.isEditing;
  function change() {
    editor.begin(draftOf(active));
    setParams({}, { replace: true });
  }
  return (
    <>
      <PageHeader
        title={t("nav.icp")}
        description={t("icp.text")}
        actions={
          canChange ? (
            <Button icon={<Pencil aria-hidden className="size-4" />} disabledReason={!may("market.manage") && t("icp.mayNot")} onClick={change}>
              {t("icp.change")}
            </Button>
          ) : null
        }
      />
      {shown ? <ProfileBar shown={shown} active={active} hasBoth={Boolean(active && draft)} isChanged={editor.isChanged} onChoose={choose} onDone={() => choose(null)} /> : null}
      {shown ? <Parts profiles={profiles} shown={shown} editor={editor} /> : editor.isEditing ? <ProfileEditor editor={editor} /> : <None editor={editor} />}
    </>
  );
}

function Loaded() {
  const { t } = useTranslation();
  const query = useQuery(profilesQuery);
  if (query.data) return <Found profiles={query.data} />;
  return (
    <>
      <PageHeader title={t("nav.icp")} description={t("icp.text")} />
      {query.error ? <ProblemNote problem={query.error} onRetry={() => void query.refetch()} /> : <Skeleton className="h-40 w-full" />}
    </>
  );
}

export function IcpPage() {
  return (
    <Allowed permission="market.read">
      <Loaded />
    </Allowed>
  );
}
