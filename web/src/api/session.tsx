// Who is signed in and what they may do. The server decides; this only keeps screens from offering what it would refuse.
import { createContext, type ReactNode, use } from "react";
import type { Permission, Role, Session } from "./types";

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error("useSession outside the signed-in part");
  return session;
}

export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return (permission) => (permissions as Permission[]).includes(permission);
}

export function hasRole(session: Session, role: Role): boolean {
  return session.roles.includes(role);
}
