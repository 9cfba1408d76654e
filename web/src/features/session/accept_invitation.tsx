import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { api } from "@/api/client";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { FrontPage } from "@/design/front_page";
import { PasswordInput } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { spokenLanguage } from "@/lib/preferences";
import { useSubmit } from "@/lib/use_submit";
import { useEnter } from "./use_enter";

export function AcceptInvitation() {
  const { t, i18n } = useTranslation();
  const enter = useEnter();
  const [search] = useSearchParams();
  const token = search.get("token") ?? "";
  const [password, setPassword] = useState("");
  const form = useSubmit(async () => enter(await api.post("/invitation/accept", { body: { token, password, locale: spokenLanguage(i18n.language) } })));
  if (!token) {
    return (
      <FrontPage title={t("invitation.incomplete")} text={t("invitation.incompleteText")}>
        <Link to="/sign-in" className="prose-link">
          {t("reset.back")}
        </Link>
      </FrontPage>
    );
  }
  return (
    <FrontPage title={t("invitation.title")} text={t("invitation.text")}>
      <form noValidate onSubmit={(event) => void form.submit(event)} className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={["password"]} /> : null}
        <Field label={t("person.newPassword")} hint={t("person.passwordHint")} error={form.errors["password"]}>
          <PasswordInput name="password" autoComplete="new-password" autoFocus value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
        <Button type="submit" look="primary" size="large" isBusy={form.isBusy} disabledReason={!password && t("reset.fillInPassword")}>
          {t("invitation.action")}
        </Button>
      </form>
    </FrontPage>
  );
}
