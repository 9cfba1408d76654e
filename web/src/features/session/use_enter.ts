import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { setCsrfToken } from "@/api/client";
import { sessionQuery } from "@/api/queries";
import type { Session } from "@/api/types";

// Takes a new session for one's own and goes on to where one wanted to be. Only addresses of this app count.
export function useEnter(): (session: Session, to?: string | null) => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (session, to) => {
    client.clear();
    setCsrfToken(session.csrf_token);
    client.setQueryData(sessionQuery.queryKey, session);
    await navigate(to && /^\/(?!\/)/.test(to) ? to : "/", { replace: true });
  };
}
