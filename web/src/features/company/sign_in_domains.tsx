import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "@/design/field";
import { Input } from "@/design/input";
import { Card } from "@/design/page";
import type { PartProps } from "./company_settings";

export function domainsOf(text: string): string[] {
  return text.split(/[\s,;]+/).map((one) => one.replace(/^@/, "").toLowerCase()).filter(Boolean);
}

// Whose people may sign in with the company's identity provider. What is typed stays as typed; what is saved is the list.
export function SignInDomains({ draft, errors, refusal, onChange }: PartProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(draft.sign_in_domains.join(", "));
  const error = Object.entries(errors).find(([field]) => field.startsWith("sign_in_domains"))?.[1];
  // Discarding brings the saved list back.
  const shown = domainsOf(typed).join() === draft.sign_in_domains.join() ? typed : draft.sign_in_domains.join(", ");
  function change(text: string) {
    setTyped(text);
    onChange({ sign_in_domains: domainsOf(text) });
  }
  return (
    <Card title={t("company.signIn")} description={t("company.signInText")}>
      <Field label={t("company.domains")} optionalText={t("ui.optional")} hint={t("company.domainsHint")} error={error}>
        <Input disabled={Boolean(refusal)} autoComplete="off" placeholder="example.com, example.org" value={shown} onChange={(event) => change(event.target.value)} />
      </Field>
    </Card>
  );
}
