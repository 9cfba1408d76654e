// What every form does: send, say that it is busy, keep what went wrong and put it beside its field.
import { type FormEvent, useState } from "react";
import { fieldErrors } from "@/api/problem";
import { useRuleText } from "./rule_text";

// By then a long form, too, shows what is wrong.
const MARKED_MS = 60;

export function useSubmit(send: () => Promise<unknown>) {
  const say = useRuleText();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  async function submit(event?: FormEvent) {
    event?.preventDefault();
    event?.stopPropagation();
    if (isBusy) return;
    setIsBusy(true);
    setProblem(null);
    const form = event?.currentTarget;
    try {
      await send();
    } catch (error) {
      setProblem(error);
      // The first field at fault takes the focus, once it is marked.
      setTimeout(() => form instanceof HTMLElement && form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(), MARKED_MS);
    } finally {
      setIsBusy(false);
    }
  }
  return { submit, isBusy, problem, errors: fieldErrors(problem, say), reset: () => setProblem(null) };
}
