import { useTranslation } from "react-i18next";
import { type Role, ROLES } from "@/api/types";
import { FieldGroup } from "@/design/field";
import { Checkbox } from "@/design/toggle";

interface RoleChoiceProps {
  roles: Role[];
  onChange: (roles: Role[]) => void;
  disabledReason?: string | undefined;
  isQuiet?: boolean;
  // Roles that stay as they are, each with the reason.
  fixed?: Partial<Record<Role, string>>;
}

export function RoleChoice({ roles, onChange, disabledReason, isQuiet = false, fixed = {} }: RoleChoiceProps) {
  const { t } = useTranslation();
  return (
    <FieldGroup legend={t("person.roles")} hint={t("person.rolesHint")} isQuiet={isQuiet}>
      <div className="grid gap-3 sm:grid-cols-2">
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            label={t(`role.${role}.name`)}
            hint={t(`role.${role}.text`)}
            isChecked={roles.includes(role)}
            disabledReason={disabledReason ?? fixed[role]}
            onChange={(isChecked) => onChange(ROLES.filter((other) => (other === role ? isChecked : roles.includes(other))))}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
