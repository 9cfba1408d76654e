// Which role may do what, straight from the server's own table.
import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { rolesQuery } from "@/api/queries";
import type { Permission, RolePermissions } from "@/api/types";
import { Allowed } from "@/design/allowed";
import { Card, PageHeader } from "@/design/page";
import { ProblemNote } from "@/design/problem";
import { Skeleton } from "@/design/progress";

export function permissionKey(permission: Permission) {
  return `permission.${permission.replace(".", "_")}` as "permission.plans_read";
}

function Matrix({ roles }: { roles: RolePermissions[] }) {
  const { t } = useTranslation();
  const permissions = [...new Set(roles.flatMap((role) => role.permissions))];
  return (
    <div className="relative overflow-x-auto max-md:hidden" role="region" aria-label={t("roles.matrix")} tabIndex={0}>
      <table className="w-full min-w-[52rem] border-separate border-spacing-0">
        <caption className="sr-only">{t("roles.matrix")}</caption>
        <thead>
          <tr>
            <th scope="col" className="sticky left-0 border-b border-line bg-surface-2 px-5 py-2.5 text-left text-xs font-medium text-ink-2">
              {t("roles.permission")}
            </th>
            {roles.map(({ role }) => (
              <th key={role} scope="col" className="border-b border-line bg-surface-2 px-2 py-2.5 text-xs font-medium text-ink-2">
                {t(`role.${role}.name`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.map((permission) => (
            <tr key={permission} className="group">
              <th scope="row" className="sticky left-0 border-b border-line bg-surface px-5 py-2 text-left font-normal group-last:border-b-0">
                {t(permissionKey(permission))}
                <span className="block font-mono text-xs text-ink-3">{permission}</span>
              </th>
              {roles.map(({ role, permissions: granted }) => (
                <td key={role} className="border-b border-line px-2 py-2 text-center group-last:border-b-0">
                  {granted.includes(permission) ? (
                    <span className="mx-auto grid size-6 place-items-center rounded-full bg-accent-soft text-accent-text">
                      <Check aria-hidden className="size-3.5" strokeWidth={3} />
                      <span className="sr-only">{t("roles.yes")}</span>
                    </span>
                  ) : (
                    <span className="text-ink-3">
                      <span aria-hidden>–</span>
                      <span className="sr-only">{t("roles.no")}</span>
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

// On a phone, where a wide table would hide all roles but one: role by role, what it allows.
function RoleCards({ roles }: { roles: RolePermissions[] }) {
  const { t } = useTranslation();
  return (
    <ul className="divide-y divide-line md:hidden">
      {roles.map(({ role, permissions }) => (
        <li key={role} className="px-5 py-4">
          <h2 className="text-lg font-semibold">{t(`role.${role}.name`)}</h2>
          <p className="text-sm text-ink-2">{t(`role.${role}.text`)}</p>
          <ul className="mt-2 flex flex-col gap-1">
            {permissions.map((permission) => (
              <li key={permission} className="flex gap-2">
                <Check aria-hidden className="mt-1 size-3.5 shrink-0 text-accent-text" strokeWidth={3} />
                {t(permissionKey(permission))}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

export function RoleMatrix() {
  const { t } = useTranslation();
  const query = useQuery(rolesQuery);
  return (
    <Allowed permission="people.read">
      <PageHeader title={t("nav.roles")} description={t("roles.text")} />
      <Card isFlush>
        {query.data ? (
          <>
            <Matrix roles={query.data.items} />
            <RoleCards roles={query.data.items} />
          </>
        ) : query.error ? (
          <div className="p-4">
            <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
          </div>
        ) : (
          <div className="flex flex-col gap-3 p-5">
            <Skeleton className="h-5 w-full" />
            <Skeleton className="h-5 w-full" />
            <Skeleton className="h-5 w-full" />
          </div>
        )}
      </Card>
    </Allowed>
  );
}
