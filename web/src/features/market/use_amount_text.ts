// A target or a share of it, money or accounts, as the reader's language writes it.
import { useTranslation } from "react-i18next";
import type { Money } from "@/api/crm";
import { useFormat } from "@/lib/format";

export function useAmountText() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ target, accounts }: { target?: Money | undefined; accounts?: number | undefined }) => (target ? format.money(target) : t("goals.accounts", { count: accounts ?? 0, number: format.number(accounts ?? 0) }));
}
