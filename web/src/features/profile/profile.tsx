import { useTranslation } from "react-i18next";
import { useMay } from "@/api/session";
import { PageHeader } from "@/design/page";
import { Appearance } from "./appearance";
import { DigestCard } from "./digest_card";
import { HomeCard } from "./home_card";
import { OwnData } from "./own_data";
import { PasswordCard } from "./password_card";
import { PersonalCard } from "./personal_card";

export function Profile() {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <>
      <PageHeader title={t("nav.profile")} description={t("profile.text")} />
      <div className="flex max-w-3xl flex-col gap-5">
        <PersonalCard />
        <HomeCard />
        {may("plans.read") ? <DigestCard /> : null}
        <Appearance />
        <PasswordCard />
        <OwnData />
      </div>
    </>
  );
}
