// Who else has the plan open, and where they look.
import { useTranslation } from "react-i18next";
import type { Presence } from "@/api/discussion";
import { useSession } from "@/api/session";
import { usePeople } from "@/api/use_people";
import { Avatar } from "@/design/avatar";
import { Menu, MenuItem, MenuLabel } from "@/design/menu";
import { useStudio } from "../context";
import { useAboutName, useGoTo } from "./about_label";
import { placeSaid } from "./threads";
import { usePresence } from "./use_presence";

const AVATARS = 3;

export function PresenceList() {
  const { t } = useTranslation();
  const { plan, subject } = useStudio();
  const { person } = useSession();
  const { nameOf } = usePeople();
  const aboutName = useAboutName();
  const goTo = useGoTo();
  const others = usePresence(plan.id, placeSaid(subject)).filter((one) => one.person !== person.id);
  const who = ({ person: id }: Presence) => nameOf(id) ?? t("studio.someone");
  if (others.length === 0) return null;
  const names = others.map(who).join(", ");
  return (
    <Menu
      trigger={
        <button type="button" data-testid="presence" title={names} className="flex items-center rounded-full p-0.5 hover:bg-surface-3">
          <span className="sr-only">{t("presence.here", { names })}</span>
          {others.slice(0, AVATARS).map((one) => (
            <Avatar key={one.person} name={who(one)} className="-ml-1.5 size-7 border-2 border-surface text-[10px] first:ml-0" />
          ))}
          {others.length > AVATARS ? <span aria-hidden className="tabular -ml-1.5 grid h-7 min-w-7 place-items-center rounded-full border-2 border-surface bg-surface-3 px-1 text-[10px] font-semibold text-ink-2">+{others.length - AVATARS}</span> : null}
        </button>
      }
    >
      <MenuLabel>{t("presence.title")}</MenuLabel>
      {others.map((one) => (
        <MenuItem key={one.person} icon={<Avatar name={who(one)} className="size-6 text-[10px]" />} onSelect={() => goTo(one.about, one.id)}>
          {who(one)}
          <span className="block text-xs text-ink-2">{one.about ? t("presence.looksAt", { name: aboutName(one.about, one.id) }) : t("presence.looksAround")}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}
