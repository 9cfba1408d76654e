// The day that a page shows, kept in the address, so that a link shows the same.
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Button } from "@/design/button";
import { Input } from "@/design/input";
import { isDay, today } from "@/lib/days";

export function useDay(): { day: string; isToday: boolean; setDay: (day: string) => void } {
  const [search, setSearch] = useSearchParams();
  const asked = search.get("on");
  const day = isDay(asked) ? asked : today();
  function setDay(next: string) {
    const params = new URLSearchParams(search);
    if (!next || next === today()) params.delete("on");
    else params.set("on", next);
    setSearch(params, { replace: true });
  }
  return { day, isToday: day === today(), setDay };
}

export function AsOf({ day, isToday, onChange }: { day: string; isToday: boolean; onChange: (day: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className="flex items-center gap-2">
      <label htmlFor="as-of" className="text-sm font-medium whitespace-nowrap text-ink-2">
        {t("alignment.asOf")}
      </label>
      <Input id="as-of" type="date" value={day} onChange={(event) => isDay(event.target.value) && onChange(event.target.value)} className="w-40" />
      {isToday ? null : <Button onClick={() => onChange("")}>{t("alignment.today")}</Button>}
    </div>
  );
}

// "?on=…" for links from a page about another day than today.
export function dayQuery(day: string): string {
  return day === today() ? "" : `?on=${day}`;
}
