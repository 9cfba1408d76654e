// A target, a share of it or what was reached, money or accounts, as the reader's language writes it.
import { useTranslation } from "react-i18next";
import type { Money } from "@/api/crm";
import type { Figure } from "@/api/market";
import { useFormat } from "@/lib/format";

export function useAmountText() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ target, accounts }: { target?: Money | undefined; accounts?: number | undefined }) => (target ? format.money(target) : t("goals.accounts", { count: accounts ?? 0, number: format.number(accounts ?? 0) }));
}

export function useFigureText() {
  const amountText = useAmountText();
  return ({ amount, currency, accounts }: Figure) => amountText(amount !== undefined && currency !== undefined ? { target: { amount, currency } } : { accounts });
}
