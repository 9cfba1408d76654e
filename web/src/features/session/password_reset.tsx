// Asks for a link by mail, and with the link's token for the new password.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api } from "@/api/client";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { FrontPage } from "@/design/front_page";
import { Input, PasswordInput } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useSubmit } from "@/lib/use_submit";

function AskForLink() {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const [isSent, setIsSent] = useState(false);
  const form = useSubmit(async () => {
    await api.post("/password-reset", { body: { email: email.trim() } });
    setIsSent(true);
  });
  if (isSent) {
    return (
      <FrontPage title={t("reset.sent")} text={t("reset.sentText", { email })}>
        <Link to="/sign-in" className="prose-link">
          {t("reset.back")}
        </Link>
      </FrontPage>
    );
  }
  return (
    <FrontPage title={t("reset.title")} text={t("reset.text")}>
      <form noValidate onSubmit={(event) => void form.submit(event)} className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={["email"]} /> : null}
        <Field label={t("person.email")} error={form.errors["email"]}>
          <Input type="email" name="email" autoComplete="username" autoFocus value={email} onChange={(event) => setEmail(event.target.value)} />
        </Field>
        <Button type="submit" look="primary" size="large" isBusy={form.isBusy} disabledReason={!email && t("reset.fillIn")}>
          {t("reset.action")}
        </Button>
        <Link to="/sign-in" className="prose-link self-start text-sm">
          {t("reset.back")}
        </Link>
      </form>
    </FrontPage>
  );
}

function ChooseAnew({ token }: { token: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [password, setPassword] = useState("");
  const form = useSubmit(async () => {
    await api.post("/password-reset/confirm", { body: { token, password } });
    await navigate("/sign-in?done=password", { replace: true });
  });
  return (
    <FrontPage title={t("reset.choose")} text={t("reset.chooseText")}>
      <form noValidate onSubmit={(event) => void form.submit(event)} className="flex flex-col gap-4.5">
        {form.problem ? <ProblemNote problem={form.problem} shownFields={["password"]} /> : null}
        <Field label={t("person.newPassword")} hint={t("person.passwordHint")} error={form.errors["password"]}>
          <PasswordInput name="password" autoComplete="new-password" autoFocus value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
        <Button type="submit" look="primary" size="large" isBusy={form.isBusy} disabledReason={!password && t("reset.fillInPassword")}>
          {t("reset.save")}
        </Button>
      </form>
    </FrontPage>
  );
}

export function PasswordReset() {
  const [search] = useSearchParams();
  const token = search.get("token");
  return token ? <ChooseAnew token={token} /> : <AskForLink />;
}
