// Asks the browser where it is, which asks its user; why it does not tell is told.
import { useState } from "react";
import { useTranslation } from "react-i18next";

const PATIENCE_MS = 15_000;
const AGE_MAX_MS = 60_000;

export function useWhereIAm(onFound: (found: { lat: number; lon: number }) => void) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  // Browsers tell it to pages of a secure connection alone.
  const isAble = "geolocation" in navigator && window.isSecureContext;
  function ask() {
    setIsAsking(true);
    setRefusal(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setIsAsking(false);
        onFound({ lat: coords.latitude, lon: coords.longitude });
      },
      ({ code }) => {
        setIsAsking(false);
        setRefusal(code === GeolocationPositionError.PERMISSION_DENIED ? t("homes.denied") : code === GeolocationPositionError.TIMEOUT ? t("homes.timeout") : t("homes.unavailable"));
      },
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: AGE_MAX_MS },
    );
  }
  return { ask, isAsking, refusal, whyNot: isAble ? undefined : t("homes.noLocation") };
}
