// Lets in who is signed in; sends everyone else to the first-run setup or to the sign-in page.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation } from "react-router";
import { setCsrfToken, setSignedOutListener } from "@/api/client";
import { EventsProvider } from "@/api/events";
import { ApiProblem } from "@/api/problem";
import { sessionQuery, setupQuery } from "@/api/queries";
import { SessionProvider } from "@/api/session";
import { ProblemNote } from "@/design/problem";
import { Spinner } from "@/design/spinner";
import { speak } from "@/i18n";
import { isLanguage } from "@/lib/preferences";

function Waiting() {
  const { t } = useTranslation();
  return (
    <div role="status" className="grid min-h-dvh place-items-center text-ink-3">
      <Spinner className="size-6" />
      <span className="sr-only">{t("ui.loading")}</span>
    </div>
  );
}

export function Gate() {
  const client = useQueryClient();
  const location = useLocation();
  const session = useQuery(sessionQuery);
  const isSignedOut = session.error instanceof ApiProblem && session.error.status === 401;
  const setup = useQuery({ ...setupQuery, enabled: isSignedOut });
  const locale = session.data?.person.locale;

  useEffect(() => {
    setSignedOutListener(() => {
      setCsrfToken(null);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== "session" });
      void client.resetQueries({ queryKey: sessionQuery.queryKey });
    });
  }, [client]);
  useEffect(() => {
    if (isLanguage(locale)) void speak(locale);
  }, [locale]);

  if (session.data && !session.error) {
    setCsrfToken(session.data.csrf_token);
    return (
      <SessionProvider session={session.data}>
        <EventsProvider>
          <Outlet />
        </EventsProvider>
      </SessionProvider>
    );
  }
  const problem = isSignedOut ? setup.error : session.error;
  if (problem) {
    const retry = () => void (isSignedOut ? setup.refetch() : session.refetch());
    return (
      <main className="mx-auto mt-[20dvh] max-w-md px-4">
        <ProblemNote problem={problem} onRetry={retry} />
      </main>
    );
  }
  if (!isSignedOut || !setup.data) return <Waiting />;
  if (setup.data.needs_setup) return <Navigate to="/setup" replace />;
  const from = location.pathname + location.search;
  return <Navigate to={from === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(from)}`} replace />;
}
