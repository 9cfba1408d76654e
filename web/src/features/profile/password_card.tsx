import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { useSession } from "@/api/session";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { PasswordInput } from "@/design/input";
import { Card } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { useToast } from "@/design/toast";
import { useSubmit } from "@/lib/use_submit";

export function PasswordCard() {
  const { t } = useTranslation();
  const say = useToast();
  const { person } = useSession();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const form = useSubmit(async () => {
    await api.post("/people/me/password", { body: { current, password } });
    setCurrent("");
    setPassword("");
    say(t("profile.passwordChanged"));
  });
  return (
    <Card title={t("person.password")} description={t("profile.passwordText")}>
      <form noValidate onSubmit={(event) => void form.submit(event)} className="grid gap-4 sm:grid-cols-2">
        <input type="text" name="username" autoComplete="username" value={person.email} readOnly hidden />
        {form.problem ? (
          <div className="sm:col-span-2">
            <ProblemNote problem={form.problem} shownFields={["current", "password"]} />
          </div>
        ) : null}
        <Field label={t("person.currentPassword")} error={form.errors["current"]}>
          <PasswordInput autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.target.value)} />
        </Field>
        <Field label={t("person.newPassword")} hint={t("person.passwordHint")} error={form.errors["password"]}>
          <PasswordInput autoComplete="new-password" value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
        <div className="flex justify-end sm:col-span-2">
          <Button type="submit" look="primary" isBusy={form.isBusy} disabledReason={(!current || !password) && t("profile.passwordFillIn")}>
            {t("profile.changePassword")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
