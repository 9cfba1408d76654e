import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useSearchParams } from "react-router";
import { api } from "@/api/client";
import { ApiProblem } from "@/api/problem";
import { providersQuery, setupQuery } from "@/api/queries";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { FrontPage } from "@/design/front_page";
import { Input, PasswordInput } from "@/design/input";
import { ProblemNote } from "@/design/problem";
import { useSubmit } from "@/lib/use_submit";
import { useEnter } from "./use_enter";

// The way on, behind the provider: the server takes anything but a path of its own as the start page.
function startOf(provider: string, to: string | null): string {
  const start = `/api/v1/session/oidc/${encodeURIComponent(provider)}/start`;
  return to ? `${start}?to=${encodeURIComponent(to)}` : start;
}

function Providers({ to }: { to: string | null }) {
  const { t } = useTranslation();
  const providers = useQuery(providersQuery).data?.items ?? [];
  if (providers.length === 0) return null;
  return (
    <div className="mt-6 flex flex-col gap-2.5">
      <p className="flex items-center gap-3 text-sm text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">{t("signIn.or")}</p>
      {providers.map((provider) => (
        <Button key={provider.id} asChild size="large">
          <a href={startOf(provider.id, to)}>{t("signIn.with", { name: provider.name })}</a>
        </Button>
      ))}
    </div>
  );
}

const KNOWN = ["I003", "I060", "I061", "I062", "I063", "I064"] as const;

// An identity provider sends the browser back with the rule that stood in the way; each has words that say what to do.
function ProviderProblem({ rule }: { rule: string }) {
  const { t } = useTranslation();
  const known = KNOWN.find((one) => one === rule);
  return (
    <div role="alert" className="rounded-md border border-danger/35 bg-danger-soft px-4 py-3 text-danger-text">
      <p className="font-semibold">{t("signIn.providerProblem")}</p>
      <p className="mt-0.5 text-ink">{known ? t(`signIn.rule.${known}`) : t("signIn.rule.other")}</p>
      {/^[A-Z]\d{3}$/.test(rule) ? <p className="mt-1.5 text-xs text-ink-2">{t("problem.rule", { rule })}</p> : null}
    </div>
  );
}

export function SignIn() {
  const { t } = useTranslation();
  const enter = useEnter();
  const [search] = useSearchParams();
  const setup = useQuery(setupQuery);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const form = useSubmit(async () => enter(await api.post("/session", { body: { email: email.trim(), password } }), search.get("to")));
  if (setup.data?.needs_setup) return <Navigate to="/setup" replace />;
  const providerProblem = form.problem ? null : search.get("problem");
  const isWrong = form.problem instanceof ApiProblem && form.problem.status === 401;
  return (
    <FrontPage title={t("signIn.title")} text={t("signIn.text")}>
      <form noValidate onSubmit={(event) => void form.submit(event)} className="flex flex-col gap-4.5">
        {search.get("done") === "password" ? (
          <p role="status" className="rounded-md bg-accent-soft px-4 py-3 text-accent-text">
            {t("signIn.passwordChanged")}
          </p>
        ) : null}
        {providerProblem ? <ProviderProblem rule={providerProblem} /> : null}
        {isWrong ? (
          <div role="alert" className="rounded-md border border-danger/35 bg-danger-soft px-4 py-3 text-danger-text">
            <p className="font-semibold">{t("signIn.wrong")}</p>
            <p className="mt-0.5 text-ink">{t("signIn.wrongText")}</p>
          </div>
        ) : form.problem ? (
          <ProblemNote problem={form.problem} shownFields={["email", "password"]} />
        ) : null}
        <Field label={t("person.email")} error={form.errors["email"]}>
          <Input type="email" name="email" autoComplete="username" autoFocus required value={email} onChange={(event) => setEmail(event.target.value)} className="h-11" />
        </Field>
        <Field label={t("person.password")} error={form.errors["password"]}>
          <PasswordInput name="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} className="h-11" />
        </Field>
        <Button type="submit" look="primary" size="large" isBusy={form.isBusy}>
          {t("signIn.action")}
        </Button>
        <Link to="/password-reset" className="prose-link self-start text-sm">
          {t("signIn.forgot")}
        </Link>
      </form>
      <Providers to={search.get("to")} />
    </FrontPage>
  );
}
