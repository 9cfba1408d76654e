#include "crm/import_headers.hpp"

#include <algorithm>

namespace bailiwick::crm {
namespace {

using enum ObjectKind;
using Source = ImportSource;

constexpr std::string_view kSources[] = {"", "salesforce", "hubspot"};

// What a target is called, plain, a blank between the words, the usual one first. Without an object: in all that have it.
struct Called {
  Source source;
  std::optional<ObjectKind> object;
  std::string_view target;
  std::string_view words;
};

constexpr Called kCalled[] = {
    // Salesforce, Bulk API 2.0: names of fields of the standard objects.
    {Source::kSalesforce, {}, "external_id", "id"},
    {Source::kSalesforce, {}, "description", "description"},
    {Source::kSalesforce, {}, "owner", "owneremail ownerusername ownername"},
    {Source::kSalesforce,
     {},
     "",
     "ownerid isdeleted createddate createdbyid lastmodifieddate lastmodifiedbyid systemmodstamp "
     "lastvieweddate lastreferenceddate lastactivitydate masterrecordid recordtypeid photourl "
     "jigsaw jigsawcompanyid cleanstatus isclosed iswon"},
    {Source::kSalesforce, kAccount, "name", "name"},
    {Source::kSalesforce, kAccount, "kind", "type"},
    {Source::kSalesforce, kAccount, "parent", "parentid"},
    {Source::kSalesforce, kAccount, "employees", "numberofemployees"},
    {Source::kSalesforce, kAccount, "annual_revenue", "annualrevenue"},
    {Source::kSalesforce, kAccount, "annual_revenue.currency", "currencyisocode"},
    {Source::kSalesforce, kAccount, "street", "billingstreet shippingstreet"},
    {Source::kSalesforce, kAccount, "postal_code", "billingpostalcode shippingpostalcode"},
    {Source::kSalesforce, kAccount, "city", "billingcity shippingcity"},
    {Source::kSalesforce, kAccount, "region",
     "billingstate billingstatecode shippingstate shippingstatecode"},
    {Source::kSalesforce, kAccount, "country",
     "billingcountrycode billingcountry shippingcountrycode shippingcountry"},
    {Source::kSalesforce, kAccount, "lon", "billinglongitude shippinglongitude"},
    {Source::kSalesforce, kAccount, "lat", "billinglatitude shippinglatitude"},
    {Source::kSalesforce, kContact, "account", "accountid"},
    {Source::kSalesforce, kContact, "job_title", "title"},
    {Source::kSalesforce, kContact, "mobile", "mobilephone"},
    {Source::kSalesforce, kLead, "job_title", "title"},
    {Source::kSalesforce, kLead, "employees", "numberofemployees"},
    {Source::kSalesforce, kLead, "source", "leadsource"},
    {Source::kSalesforce, kLead, "region", "state statecode"},
    {Source::kSalesforce, kLead, "country", "countrycode country"},
    {Source::kSalesforce, kLead, "account", "convertedaccountid"},
    {Source::kSalesforce, kOpportunity, "name", "name"},
    {Source::kSalesforce, kOpportunity, "account", "accountid"},
    {Source::kSalesforce, kOpportunity, "stage", "stagename"},
    {Source::kSalesforce, kOpportunity, "amount.currency", "currencyisocode"},
    {Source::kSalesforce, kOpportunity, "kind", "type"},
    {Source::kSalesforce, kOpportunity, "opened", "createddate"},
    {Source::kSalesforce, kOpportunity, "source", "leadsource"},
    {Source::kSalesforce, kOpportunity, "stage_since", "laststagechangedate"},
    {Source::kSalesforce, kOpportunity, "lost_reason", "lossreasonc lostreasonc"},
    {Source::kSalesforce, kOrder, "account", "accountid"},
    {Source::kSalesforce, kOrder, "number", "ordernumber"},
    {Source::kSalesforce, kOrder, "day", "effectivedate"},
    {Source::kSalesforce, kOrder, "amount", "totalamount"},
    {Source::kSalesforce, kOrder, "amount.currency", "currencyisocode"},
    {Source::kSalesforce, kOrder, "opportunity", "opportunityid"},
    {Source::kSalesforce, kActivity, "happened_at", "startdatetime activitydatetime activitydate"},
    {Source::kSalesforce, kActivity, "minutes", "durationinminutes"},
    {Source::kSalesforce, kActivity, "kind", "type eventsubtype tasksubtype"},
    {Source::kSalesforce, kActivity, "account", "accountid"},
    {Source::kSalesforce, kActivity, "contact|lead", "whoid"},
    {Source::kSalesforce, kActivity, "account|opportunity", "whatid"},
    {Source::kSalesforce, kTask, "due", "activitydate"},
    {Source::kSalesforce, kTask, "account", "accountid"},
    {Source::kSalesforce, kTask, "contact|lead", "whoid"},
    {Source::kSalesforce, kTask, "account|opportunity", "whatid"},
    {Source::kSalesforce, kNote, "subject", "title"},
    {Source::kSalesforce, kNote, "description", "body"},

    // HubSpot: labels of an export's columns.
    {Source::kHubspot, {}, "external_id", "recordid"},
    {Source::kHubspot, {}, "owner", "leadowner dealowner contactowner companyowner"},
    {Source::kHubspot,
     {},
     "account",
     "associatedcompanyidsprimary primaryassociatedcompanyid associatedcompanyids "
     "associatedcompanyid associatedcompany"},
    // The probability of HubSpot is a share of one; it follows from the stage.
    {Source::kHubspot,
     {},
     "",
     "createdate lastmodifieddate lastactivitydate dealprobability pipeline associatedcontact "
     "associatedcontactids associateddealids associateddeal weightedamount lifecyclestage"},
    {Source::kHubspot, kAccount, "name", "companyname name"},
    {Source::kHubspot, kAccount, "website", "websiteurl companydomainname"},
    {Source::kHubspot, kAccount, "phone", "phonenumber"},
    {Source::kHubspot, kAccount, "street", "streetaddress"},
    {Source::kHubspot, kAccount, "region", "stateregion"},
    {Source::kHubspot, kAccount, "country", "countryregioncode countryregion country"},
    {Source::kHubspot, kAccount, "employees", "numberofemployees"},
    {Source::kHubspot, kAccount, "parent", "parentcompanyid parentcompany"},
    {Source::kHubspot, kAccount, "kind", "type"},
    {Source::kHubspot, kAccount, "description", "description aboutus"},
    {Source::kHubspot, kContact, "phone", "phonenumber"},
    {Source::kHubspot, kContact, "mobile", "mobilephonenumber"},
    {Source::kHubspot, kContact, "account", "companyname"},
    {Source::kHubspot, kLead, "company", "companyname"},
    {Source::kHubspot, kLead, "phone", "phonenumber"},
    {Source::kHubspot, kLead, "status", "leadstatus"},
    {Source::kHubspot, kOpportunity, "name", "dealname"},
    {Source::kHubspot, kOpportunity, "stage", "dealstage"},
    {Source::kHubspot, kOpportunity, "stage.pipeline", "pipeline dealpipeline"},
    {Source::kHubspot, kOpportunity, "amount", "amount"},
    {Source::kHubspot, kOpportunity, "amount.currency", "currency dealcurrency dealcurrencycode"},
    {Source::kHubspot, kOpportunity, "kind", "dealtype"},
    {Source::kHubspot, kOpportunity, "opened", "createdate"},
    {Source::kHubspot, kOpportunity, "source", "originalsourcetype originaltrafficsource"},
    {Source::kHubspot, kOpportunity, "lost_reason", "closedlostreason"},
    {Source::kHubspot, kOpportunity, "description", "dealdescription"},

    // Anybody, English and Dutch.
    {Source::kNone,
     {},
     "external_id",
     "externalid externid externeid id recordid extern externenummer nummer nr no number code "
     "sleutel"},
    {Source::kNone,
     {},
     "description",
     "omschrijving beschrijving toelichting opmerking opmerkingen notes notities notes comments "
     "comment body "
     "tekst memo"},
    {Source::kNone,
     {},
     "owner",
     "eigenaar owneremail ownername accountmanager verkoper vertegenwoordiger rep salesrep "
     "verantwoordelijke assignedto toegewezenaan behandelaar"},
    {Source::kNone,
     {},
     "account",
     "accountid customer klant klantnummer klantnr customernumber customerid accountname "
     "accountnumber "
     "company bedrijf bedrijfsnaam organisatie relatie relatienummer debiteurnummer debiteur "
     "debiteurnr "
     "companyid companyname klantnaam customername firma"},
    {Source::kNone, {}, "contact", "contactid contactpersoon contactperson contactname"},
    {Source::kNone,
     {},
     "opportunity",
     "opportunityid deal dealid kans verkoopkans offerte opportunityname"},
    {Source::kNone, {}, "lead", "leadid"},
    {Source::kNone,
     {},
     "phone",
     "telefoon telefoonnummer phonenumber telephone tel telnr telefoonnr telefoonalgemeen "
     "workphone"},
    {Source::kNone, {}, "email", "emailadres emailaddress mail mailadres eemail"},
    {Source::kNone, {}, "first_name", "firstname voornaam givenname roepnaam"},
    {Source::kNone,
     {},
     "last_name",
     "lastname achternaam surname familienaam familyname naam name"},
    {Source::kNone,
     {},
     "job_title",
     "jobtitle functie functietitel function title position rol role"},
    {Source::kNone,
     {},
     "mobile",
     "mobiel mobielnummer mobilephone mobiletelefoon gsm cell cellphone mobielenummer"},
    {Source::kNone,
     {},
     "industry",
     "branche sector bedrijfstak industrie segment naicsdesc naicsdescription sicdesc "
     "sicdescription sbiomschrijving"},
    {Source::kNone,
     {},
     "employees",
     "aantalmedewerkers medewerkers numberofemployees employeecount aantalwerknemers werknemers "
     "fte "
     "headcount staff companysize personeel"},
    {Source::kNone,
     {},
     "postal_code",
     "postcode zip zipcode postalcode plz pc postcodevestiging billingpostalcode billingzip "
     "billingzipcode billingpostcode factuurpostcode shippingpostalcode shippingzip "
     "shippingzipcode"},
    {Source::kNone,
     {},
     "city",
     "plaats woonplaats stad vestigingsplaats town plaatsnaam gemeente ort billingcity "
     "factuurplaats shippingcity"},
    {Source::kNone,
     {},
     "region",
     "provincie state province county staat stateregion regio billingstate billingstateprovince "
     "billingregion shippingstate shippingstateprovince"},
    {Source::kNone,
     {},
     "country",
     "land landcode countrycode landnaam countryname billingcountry billingcountrycode "
     "shippingcountry"},
    {Source::kNone, {}, "source", "bron herkomst leadsource origin"},
    {Source::kNone,
     {},
     "amount",
     "bedrag omzet totaal total totalamount dealvalue value waarde prijs orderbedrag factuurbedrag "
     "nettobedrag totaalbedrag orderwaarde netamount price"},
    {Source::kNone,
     {},
     "amount.currency",
     "currency valuta munt muntsoort currencycode valutacode amountcurrency"},
    {Source::kNone, {}, "subject", "onderwerp titel title betreft name naam"},
    {Source::kNone, {}, "day", "datum date orderdatum orderdate factuurdatum invoicedate"},
    {Source::kNone, kAccount, "name",
     "naam bedrijfsnaam accountname company companyname bedrijf organisatie organization "
     "organisation "
     "klantnaam klant customername customer handelsnaam firma relatienaam debiteurnaam"},
    {Source::kNone, kAccount, "external_id",
     "externalid klantnummer klantnr klantcode customernumber customerid accountnumber accountid "
     "debiteurnummer debiteurnr relatienummer relatienr kvknummer kvk companyid klantid "
     "relatiecode"},
    {Source::kNone, kAccount, "kind",
     "type soort accounttype soortrelatie relatietype klanttype status customertype"},
    {Source::kNone, kAccount, "parent",
     "moeder moederbedrijf parentaccount parentid parentcompany hoofdkantoor moedermaatschappij "
     "concern parentaccountid parentnumber"},
    {Source::kNone, kAccount, "annual_revenue",
     "omzet jaaromzet revenue turnover sales annualsales omzetperjaar"},
    {Source::kNone, kAccount, "annual_revenue.currency",
     "annualrevenuecurrency currency valuta munt muntsoort currencycode valutacode"},
    {Source::kNone, kAccount, "growth", "groei groeipercentage growthrate"},
    {Source::kNone, kAccount, "complexity", "complexiteit"},
    {Source::kNone, kAccount, "is_key_account",
     "keyaccount sleutelaccount iskeyaccount topklant vip"},
    {Source::kNone, kAccount, "website",
     "url webadres internetadres homepage webpagina site domain domein www"},
    {Source::kNone, kAccount, "street",
     "straat adres address straatnaam streetaddress bezoekadres straatenhuisnummer adresregel1 "
     "addressline1 address1 strasse billingstreet billingaddress billingaddressline1 factuuradres "
     "shippingstreet shippingaddress"},
    {Source::kNone, kAccount, "lon", "longitude lengtegraad lng long x"},
    {Source::kNone, kAccount, "lat", "latitude breedtegraad y"},
    {Source::kNone, kContact, "external_id", "externalid contactid contactnummer contactnr"},
    {Source::kNone, kLead, "external_id", "externalid leadid leadnummer"},
    {Source::kNone, kLead, "company",
     "bedrijf bedrijfsnaam companyname organisatie organization organisation account accountname "
     "firma"},
    {Source::kNone, kLead, "status", "leadstatus stand fase"},
    {Source::kNone, kLead, "territory", "gebied rayon verkoopgebied territorium"},
    {Source::kNone, kOpportunity, "external_id",
     "externalid opportunityid dealid kansnummer offertenummer"},
    {Source::kNone, kOpportunity, "name",
     "naam dealname opportunityname titel title onderwerp deal kans verkoopkans"},
    {Source::kNone, kOpportunity, "stage",
     "fase stagename dealstage verkoopfase status stadium pijplijnfase"},
    {Source::kNone, kOpportunity, "stage.pipeline",
     "pipeline pijplijn dealpipeline salespipeline verkooppijplijn pipelinename"},
    {Source::kNone, kOpportunity, "probability",
     "kanspercentage waarschijnlijkheid slagingskans winkans"},
    {Source::kNone, kOpportunity, "close_date",
     "closedate sluitdatum afsluitdatum verwachtesluitdatum expectedclosedate closingdate "
     "einddatum"},
    {Source::kNone, kOpportunity, "opened",
     "createddate createdate openeddate opendate dateopened openingsdatum geopend startdatum "
     "aanmaakdatum datumaangemaakt"},
    {Source::kNone, kOpportunity, "kind", "type soort dealtype opportunitytype"},
    {Source::kNone, kOpportunity, "stage_since", "stagesince fasesinds laststagechangedate"},
    {Source::kNone, kOpportunity, "lost_reason",
     "redenverlies verliesreden lossreason lostreason closedlostreason"},
    {Source::kNone, kOrder, "external_id", "externalid orderid factuurid invoiceid"},
    {Source::kNone, kOrder, "number",
     "ordernummer ordernr factuurnummer factuurnr invoicenumber ordernumber nummer nr "
     "documentnumber"},
    {Source::kNone, kOrder, "kind", "soort type ordertype documenttype"},
    {Source::kNone, kOrder, "product",
     "artikel artikelomschrijving productnaam productname item article sku"},
    {Source::kNone, kActivity, "external_id", "externalid activityid eventid"},
    {Source::kNone, kActivity, "kind", "soort type activitytype activiteit kanaal channel"},
    {Source::kNone, kActivity, "happened_at",
     "happenedat datum date datumtijd datetime tijdstip start startdatetime starttijd begin "
     "wanneer when activitydate"},
    {Source::kNone, kActivity, "minutes", "minuten duur duration durationinminutes duurminuten"},
    {Source::kNone, kActivity, "outcome", "uitkomst resultaat result"},
    {Source::kNone, kTask, "external_id", "externalid taskid taaknummer"},
    {Source::kNone, kTask, "subject", "onderwerp titel title taak task betreft name naam"},
    {Source::kNone, kTask, "status", "stand"},
    {Source::kNone, kTask, "priority", "prioriteit urgentie"},
    {Source::kNone, kTask, "due",
     "duedate deadline vervaldatum gereed einddatum datum date activitydate"},
    {Source::kNone, kFinding, "kind", "soort type"},
    {Source::kNone, kFinding, "score", "cijfer nps rating beoordeling"},
    {Source::kNone, kFinding, "subject", "onderwerp behoefte titel title"},
    {Source::kNone, kTerritory, "external_id",
     "externalid territoryid gebiedsnummer gebiedscode rayonnummer"},
    {Source::kNone, kTerritory, "name",
     "naam territory territoryname gebied gebiedsnaam rayon verkoopgebied"},
    {Source::kNone, kTerritory, "parent",
     "parentid parentterritory parentterritoryid hoofdgebied bovenliggendgebied"},
    {Source::kNone, kTerritory, "from", "validfrom startdate start vanaf ingangsdatum begindatum"},
    {Source::kNone, kTerritoryAssignment, "territory",
     "territoryid territoryname gebied gebiedsnaam rayon verkoopgebied"},
    {Source::kNone, kTerritoryAssignment, "position",
     "positionid salesperson salespersonid positie functie stoel"},
    {Source::kNone, kTerritoryAssignment, "position_name", "positionname positienaam functienaam"},
    {Source::kNone, kTerritoryAssignment, "person", "email emailadres emailaddress personemail"},
    {Source::kNone, kTerritoryAssignment, "role", "part rol soort"},
    {Source::kNone, kTerritoryAssignment, "from",
     "validfrom startdate start vanaf ingangsdatum begindatum"},
    {Source::kNone, kTerritoryAssignment, "until",
     "enddate end totenmet tm einddatum laatstedag lastday"},
};

std::optional<std::size_t> position_in(std::string_view words, std::string_view word) {
  std::size_t position = 0;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return position;
    words.remove_prefix(std::min(end + 1, words.size()));
    ++position;
  }
  return std::nullopt;
}

// "amount.currency" and "contact|lead" begin with the field that must be there.
bool has_target(const ObjectSpec& object, std::string_view target) {
  if (target.empty() || target == "external_id") return true;
  return object.index_of(target.substr(0, target.find_first_of(".|"))).has_value();
}

struct Prefix {
  std::string_view prefix;
  ObjectKind object;
};
constexpr Prefix kPrefixes[] = {{"001", kAccount},     {"003", kContact}, {"00Q", kLead},
                                {"006", kOpportunity}, {"801", kOrder},   {"00U", kActivity},
                                {"00T", kTask},        {"002", kNote}};

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

std::string_view name_of(ImportSource source) { return kSources[static_cast<std::size_t>(source)]; }

std::optional<ImportSource> parse_import_source(std::string_view word) {
  for (std::size_t s = 1; s < std::size(kSources); ++s)
    if (kSources[s] == word) return static_cast<ImportSource>(s);
  return std::nullopt;
}

std::optional<HeaderMeaning> meaning_of(std::string_view plain_header, ObjectKind object,
                                        ImportSource source) {
  if (plain_header.empty()) return std::nullopt;
  std::optional<HeaderMeaning> of_all;
  for (const Called& called : kCalled) {
    if (called.source != source || (called.object && *called.object != object)) continue;
    if (!has_target(object_of(object), called.target)) continue;
    const auto position = position_in(called.words, plain_header);
    if (!position) continue;
    const HeaderMeaning meaning{called.target, *position};
    if (called.object) return meaning;
    if (!of_all) of_all = meaning;
  }
  return of_all;
}

std::optional<ObjectKind> salesforce_object_of(std::string_view id) {
  const bool is_id =
      (id.size() == 15 || id.size() == 18) && std::ranges::all_of(id, is_letter_or_digit);
  if (!is_id) return std::nullopt;
  for (const Prefix& known : kPrefixes)
    if (id.starts_with(known.prefix)) return known.object;
  return std::nullopt;
}

}  // namespace bailiwick::crm
