// Says when what one sees may be out of date, because the server is out of reach.
import { RefreshCw, WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConnection } from "@/api/events";

// A hiccup shorter than this is nobody's business.
const PATIENCE_MS = 1_500;

export function ConnectionNote() {
  const { t } = useTranslation();
  const connection = useConnection();
  const isLost = connection === "offline" || connection === "reconnecting";
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    if (!isLost) {
      setIsShown(false);
      return;
    }
    const timer = setTimeout(() => setIsShown(true), connection === "offline" ? 0 : PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isLost, connection]);
  const Icon = connection === "offline" ? WifiOff : RefreshCw;
  return (
    <div role="status">
      {isShown && isLost ? (
        <p className="flex items-center justify-center gap-2 bg-warning-soft px-4 py-2 text-sm font-medium text-warning-text">
          <Icon aria-hidden className="size-4" />
          {connection === "offline" ? t("connection.offline") : t("connection.reconnecting")}
        </p>
      ) : null}
    </div>
  );
}
