// What is done with a lead by hand: taken out of the queue, or sent to somebody.
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { RecordId } from "@/api/crm";
import { sendLead, takeLead } from "@/api/lead_routing";
import type { PersonId } from "@/api/types";
import { useToast } from "@/design/toast";

export function useLeadActions() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const after = () => client.invalidateQueries({ queryKey: ["crm", "records", "lead"] });
  return {
    take: async (lead: RecordId) => {
      try {
        await takeLead(lead);
        say(t("leads.tookIt"));
      } finally {
        // Somebody else may have been first: then the page shows that.
        await after();
      }
    },
    send: async (lead: RecordId, person?: PersonId) => {
      const routing = await sendLead(lead, person);
      await after();
      say(routing.owner_name ? t("leads.sentTo", { name: routing.owner_name }) : t("leads.sentWaits"));
    },
  };
}
