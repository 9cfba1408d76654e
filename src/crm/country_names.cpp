#include "crm/country_names.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "crm/words.hpp"
#include "platform/identity/codes.hpp"

namespace bailiwick::crm {
namespace {

// A line a country: its code, its names. English, Dutch and the country's own are those of Unicode CLDR 42; the rest is what else people write.
constexpr std::string_view kNames =
    "AD|Andorra\n"
    "AE|United Arab Emirates|Verenigde Arabische Emiraten|UAE|Emirates|VAE\n"
    "AF|Afghanistan\n"
    "AG|Antigua & Barbuda|Antigua and Barbuda|Antigua en Barbuda\n"
    "AI|Anguilla\n"
    "AL|Albania|Albanië|Shqipëri\n"
    "AM|Armenia|Armenië\n"
    "AO|Angola\n"
    "AQ|Antarctica\n"
    "AR|Argentina|Argentinië\n"
    "AS|American Samoa|Amerikaans-Samoa\n"
    "AT|Austria|Oostenrijk|Österreich|AUT\n"
    "AU|Australia|Australië|AUS\n"
    "AW|Aruba\n"
    "AX|Åland Islands|Åland\n"
    "AZ|Azerbaijan|Azerbeidzjan\n"
    "BA|Bosnia & Herzegovina|Bosnia and Herzegovina|Bosnië en Herzegovina\n"
    "BB|Barbados\n"
    "BD|Bangladesh\n"
    "BE|Belgium|België|Belgique|Belgien|BEL\n"
    "BF|Burkina Faso\n"
    "BG|Bulgaria|Bulgarije|България\n"
    "BH|Bahrain|Bahrein\n"
    "BI|Burundi\n"
    "BJ|Benin\n"
    "BL|St. Barthélemy|Saint-Barthélemy\n"
    "BM|Bermuda\n"
    "BN|Brunei|Brunei Darussalam\n"
    "BO|Bolivia|Plurinational State of Bolivia\n"
    "BQ|Caribbean Netherlands|Caribisch Nederland\n"
    "BR|Brazil|Brazilië|Brasil|BRA\n"
    "BS|Bahamas\n"
    "BT|Bhutan\n"
    "BV|Bouvet Island|Bouveteiland\n"
    "BW|Botswana\n"
    "BY|Belarus\n"
    "BZ|Belize\n"
    "CA|Canada|CAN\n"
    "CC|Cocos (Keeling) Islands|Cocoseilanden\n"
    "CD|Congo|Kinshasa|Congo-Kinshasa|DRC|Democratic Republic of the Congo\n"
    "CF|Central African Republic|Centraal-Afrikaanse Republiek\n"
    "CG|Congo-Brazzaville|Republic of the Congo\n"
    "CH|Switzerland|Zwitserland|Schweiz|Suisse|Svizzera|CHE\n"
    "CI|Côte d'Ivoire|Ivoorkust|Ivory Coast\n"
    "CK|Cook Islands|Cookeilanden\n"
    "CL|Chile|Chili\n"
    "CM|Cameroon|Kameroen\n"
    "CN|China|中国|CHN\n"
    "CO|Colombia\n"
    "CR|Costa Rica\n"
    "CU|Cuba\n"
    "CV|Cape Verde|Kaapverdië\n"
    "CW|Curaçao\n"
    "CX|Christmas Island|Christmaseiland\n"
    "CY|Cyprus\n"
    "CZ|Czechia|Tsjechië|Česko|Czech Republic|Tsjechische Republiek|Česká republika|CZE\n"
    "DE|Germany|Duitsland|Deutschland|DEU\n"
    "DJ|Djibouti\n"
    "DK|Denmark|Denemarken|Danmark|DNK\n"
    "DM|Dominica\n"
    "DO|Dominican Republic|Dominicaanse Republiek\n"
    "DZ|Algeria|Algerije|Algérie\n"
    "EC|Ecuador\n"
    "EE|Estonia|Estland|Eesti\n"
    "EG|Egypt|Egypte\n"
    "EH|Western Sahara|Westelijke Sahara\n"
    "ER|Eritrea\n"
    "ES|Spain|Spanje|España|ESP\n"
    "ET|Ethiopia|Ethiopië\n"
    "FI|Finland|Suomi|FIN\n"
    "FJ|Fiji\n"
    "FK|Falkland Islands|Falklandeilanden\n"
    "FM|Micronesia\n"
    "FO|Faroe Islands|Faeröer\n"
    "FR|France|Frankrijk|FRA\n"
    "GA|Gabon\n"
    "GB|United Kingdom|Verenigd Koninkrijk|UK|Great "
    "Britain|Britain|England|Scotland|Wales|Northern "
    "Ireland|Engeland|Schotland|Groot-Brittannië|United Kingdom of Great Britain and Northern "
    "Ireland|VK|GBR\n"
    "GD|Grenada\n"
    "GE|Georgia|Georgië\n"
    "GF|French Guiana|Frans-Guyana\n"
    "GG|Guernsey\n"
    "GH|Ghana\n"
    "GI|Gibraltar\n"
    "GL|Greenland|Groenland\n"
    "GM|Gambia\n"
    "GN|Guinea|Guinee\n"
    "GP|Guadeloupe\n"
    "GQ|Equatorial Guinea|Equatoriaal-Guinea\n"
    "GR|Greece|Griekenland|Ελλάδα|GRC\n"
    "GS|South Georgia & South Sandwich Islands|South Georgia and South Sandwich "
    "Islands|Zuid-Georgia en Zuidelijke Sandwicheilanden\n"
    "GT|Guatemala\n"
    "GU|Guam\n"
    "GW|Guinea-Bissau|Guinee-Bissau\n"
    "GY|Guyana\n"
    "HK|Hong Kong SAR China|Hongkong SAR van China|Hong Kong\n"
    "HM|Heard & McDonald Islands|Heard and McDonald Islands|Heard en McDonaldeilanden\n"
    "HN|Honduras\n"
    "HR|Croatia|Kroatië|Hrvatska\n"
    "HT|Haiti\n"
    "HU|Hungary|Hongarije|Magyarország|HUN\n"
    "ID|Indonesia|Indonesië\n"
    "IE|Ireland|Ierland|Éire|Republic of Ireland|IRL\n"
    "IL|Israel\n"
    "IM|Isle of Man\n"
    "IN|India|IND\n"
    "IO|British Indian Ocean Territory|Brits Indische Oceaanterritorium\n"
    "IQ|Iraq|Irak\n"
    "IR|Iran|Islamic Republic of Iran\n"
    "IS|Iceland|IJsland|Ísland\n"
    "IT|Italy|Italië|Italia|ITA\n"
    "JE|Jersey\n"
    "JM|Jamaica\n"
    "JO|Jordan|Jordanië\n"
    "JP|Japan|日本|JPN\n"
    "KE|Kenya|Kenia\n"
    "KG|Kyrgyzstan|Kirgizië\n"
    "KH|Cambodia|Cambodja\n"
    "KI|Kiribati\n"
    "KM|Comoros|Comoren\n"
    "KN|St. Kitts & Nevis|St. Kitts and Nevis|Saint Kitts & Nevis|Saint Kitts en Nevis\n"
    "KP|North Korea|Noord-Korea\n"
    "KR|South Korea|Zuid-Korea|대한민국|Korea|Republic of Korea\n"
    "KW|Kuwait|Koeweit\n"
    "KY|Cayman Islands|Kaaimaneilanden\n"
    "KZ|Kazakhstan|Kazachstan\n"
    "LA|Laos|Lao PDR\n"
    "LB|Lebanon|Libanon\n"
    "LC|St. Lucia|Saint Lucia\n"
    "LI|Liechtenstein\n"
    "LK|Sri Lanka\n"
    "LR|Liberia\n"
    "LS|Lesotho\n"
    "LT|Lithuania|Litouwen|Lietuva\n"
    "LU|Luxembourg|Luxemburg|LUX\n"
    "LV|Latvia|Letland|Latvija\n"
    "LY|Libya|Libië\n"
    "MA|Morocco|Marokko|Maroc\n"
    "MC|Monaco\n"
    "MD|Moldova|Moldavië|Republic of Moldova\n"
    "ME|Montenegro\n"
    "MF|St. Martin|Saint-Martin\n"
    "MG|Madagascar|Madagaskar\n"
    "MH|Marshall Islands|Marshalleilanden\n"
    "MK|North Macedonia|Noord-Macedonië|Macedonia|Macedonië\n"
    "ML|Mali\n"
    "MM|Myanmar (Burma)|Myanmar (Birma)|Burma|Birma\n"
    "MN|Mongolia|Mongolië\n"
    "MO|Macao SAR China|Macau SAR van China|Macau\n"
    "MP|Northern Mariana Islands|Noordelijke Marianen\n"
    "MQ|Martinique\n"
    "MR|Mauritania|Mauritanië\n"
    "MS|Montserrat\n"
    "MT|Malta\n"
    "MU|Mauritius\n"
    "MV|Maldives|Maldiven\n"
    "MW|Malawi\n"
    "MX|Mexico|MEX\n"
    "MY|Malaysia|Maleisië\n"
    "MZ|Mozambique\n"
    "NA|Namibia|Namibië\n"
    "NC|New Caledonia|Nieuw-Caledonië\n"
    "NE|Niger\n"
    "NF|Norfolk Island|Norfolk\n"
    "NG|Nigeria\n"
    "NI|Nicaragua\n"
    "NL|Netherlands|Nederland|Pays-Bas|Niederlande|The Netherlands|Holland|NLD\n"
    "NO|Norway|Noorwegen|Norge|NOR\n"
    "NP|Nepal\n"
    "NR|Nauru\n"
    "NU|Niue\n"
    "NZ|New Zealand|Nieuw-Zeeland\n"
    "OM|Oman\n"
    "PA|Panama\n"
    "PE|Peru\n"
    "PF|French Polynesia|Frans-Polynesië\n"
    "PG|Papua New Guinea|Papoea-Nieuw-Guinea\n"
    "PH|Philippines|Filipijnen\n"
    "PK|Pakistan\n"
    "PL|Poland|Polen|Polska|POL\n"
    "PM|St. Pierre & Miquelon|St. Pierre and Miquelon|Saint Pierre & Miquelon|Saint-Pierre en "
    "Miquelon\n"
    "PN|Pitcairn Islands|Pitcairneilanden\n"
    "PR|Puerto Rico\n"
    "PS|Palestinian Territories|Palestijnse gebieden|Palestine|State of Palestine|Palestina\n"
    "PT|Portugal|PRT\n"
    "PW|Palau\n"
    "PY|Paraguay\n"
    "QA|Qatar\n"
    "RE|Réunion\n"
    "RO|Romania|Roemenië|ROU\n"
    "RS|Serbia|Servië|Srbija\n"
    "RU|Russia|Rusland|Россия|Russian Federation\n"
    "RW|Rwanda\n"
    "SA|Saudi Arabia|Saoedi-Arabië\n"
    "SB|Solomon Islands|Salomonseilanden\n"
    "SC|Seychelles|Seychellen\n"
    "SD|Sudan|Soedan\n"
    "SE|Sweden|Zweden|Sverige|SWE\n"
    "SG|Singapore\n"
    "SH|St. Helena|Sint-Helena\n"
    "SI|Slovenia|Slovenië|Slovenija\n"
    "SJ|Svalbard & Jan Mayen|Svalbard and Jan Mayen|Spitsbergen en Jan Mayen\n"
    "SK|Slovakia|Slowakije|Slovensko\n"
    "SL|Sierra Leone\n"
    "SM|San Marino\n"
    "SN|Senegal\n"
    "SO|Somalia|Somalië\n"
    "SR|Suriname\n"
    "SS|South Sudan|Zuid-Soedan\n"
    "ST|São Tomé & Príncipe|São Tomé and Príncipe|Sao Tomé en Principe\n"
    "SV|El Salvador\n"
    "SX|Sint Maarten\n"
    "SY|Syria|Syrië|Syrian Arab Republic\n"
    "SZ|Eswatini|Swaziland\n"
    "TC|Turks & Caicos Islands|Turks and Caicos Islands|Turks- en Caicoseilanden\n"
    "TD|Chad|Tsjaad\n"
    "TF|French Southern Territories|Franse Gebieden in de zuidelijke Indische Oceaan\n"
    "TG|Togo\n"
    "TH|Thailand\n"
    "TJ|Tajikistan|Tadzjikistan\n"
    "TK|Tokelau\n"
    "TL|Timor-Leste|Oost-Timor|East Timor\n"
    "TM|Turkmenistan\n"
    "TN|Tunisia|Tunesië|Tunisie\n"
    "TO|Tonga\n"
    "TR|Türkiye|Turkije|Turkey|TUR\n"
    "TT|Trinidad & Tobago|Trinidad and Tobago|Trinidad en Tobago\n"
    "TV|Tuvalu\n"
    "TW|Taiwan|Taiwan, Province of China\n"
    "TZ|Tanzania|Tanzania, United Republic of\n"
    "UA|Ukraine|Oekraïne|Україна\n"
    "UG|Uganda|Oeganda\n"
    "UM|U.S. Outlying Islands|Kleine afgelegen eilanden van de Verenigde Staten\n"
    "US|United States|Verenigde Staten|USA|United States of America|America|Verenigde Staten van "
    "Amerika|VS\n"
    "UY|Uruguay\n"
    "UZ|Uzbekistan|Oezbekistan\n"
    "VA|Vatican City|Vaticaanstad|Vatican|Holy See|Vaticaan\n"
    "VC|St. Vincent & Grenadines|St. Vincent and Grenadines|Saint Vincent & Grenadines|Saint "
    "Vincent en de Grenadines\n"
    "VE|Venezuela|Bolivarian Republic of Venezuela\n"
    "VG|British Virgin Islands|Britse Maagdeneilanden\n"
    "VI|U.S. Virgin Islands|Amerikaanse Maagdeneilanden\n"
    "VN|Vietnam\n"
    "VU|Vanuatu\n"
    "WF|Wallis & Futuna|Wallis and Futuna|Wallis en Futuna\n"
    "WS|Samoa\n"
    "YE|Yemen|Jemen\n"
    "YT|Mayotte\n"
    "ZA|South Africa|Zuid-Afrika|ZAF\n"
    "ZM|Zambia\n"
    "ZW|Zimbabwe\n";

struct Name {
  std::string plain;
  std::string_view code;
};

// Calls `with` for each name and its code.
template <class With>
void each_name(With&& with) {
  for (std::size_t begin = 0; begin < kNames.size();) {
    const std::size_t end = kNames.find('\n', begin);
    for (std::size_t at = begin + 2; at < end;) {
      const std::size_t next = std::min(kNames.find('|', at + 1), end);
      with(kNames.substr(at + 1, next - at - 1), kNames.substr(begin, 2));
      at = next;
    }
    begin = end + 1;
  }
}

std::vector<Name> all_names() {
  std::vector<Name> names;
  each_name([&](std::string_view name, std::string_view code) {
    names.push_back({letters_of(name), code});
  });
  std::ranges::sort(names, {}, &Name::plain);
  return names;
}

const std::vector<Name>& names() {
  static const std::vector<Name> kSorted = all_names();
  return kSorted;
}

// Codes of three letters (ISO 3166-1 alpha-3), each with that of two behind it, in alphabetical order.
constexpr std::string_view kThreeLetters =
    "ABWAWAFGAFAGOAOAIAAIALAAXALBALANDADAREAEARGARARMAMASMASATAAQATFTFATGAGAUSAUAUTATAZEAZ"
    "BDIBIBELBEBENBJBESBQBFABFBGDBDBGRBGBHRBHBHSBSBIHBABLMBLBLRBYBLZBZBMUBMBOLBOBRABRBRBBB"
    "BRNBNBTNBTBVTBVBWABWCAFCFCANCACCKCCCHECHCHLCLCHNCNCIVCICMRCMCODCDCOGCGCOKCKCOLCOCOMKM"
    "CPVCVCRICRCUBCUCUWCWCXRCXCYMKYCYPCYCZECZDEUDEDJIDJDMADMDNKDKDOMDODZADZECUECEGYEGERIER"
    "ESHEHESPESESTEEETHETFINFIFJIFJFLKFKFRAFRFROFOFSMFMGABGAGBRGBGEOGEGGYGGGHAGHGIBGIGINGN"
    "GLPGPGMBGMGNBGWGNQGQGRCGRGRDGDGRLGLGTMGTGUFGFGUMGUGUYGYHKGHKHMDHMHNDHNHRVHRHTIHTHUNHU"
    "IDNIDIMNIMINDINIOTIOIRLIEIRNIRIRQIQISLISISRILITAITJAMJMJEYJEJORJOJPNJPKAZKZKENKEKGZKG"
    "KHMKHKIRKIKNAKNKORKRKWTKWLAOLALBNLBLBRLRLBYLYLCALCLIELILKALKLSOLSLTULTLUXLULVALVMACMO"
    "MAFMFMARMAMCOMCMDAMDMDGMGMDVMVMEXMXMHLMHMKDMKMLIMLMLTMTMMRMMMNEMEMNGMNMNPMPMOZMZMRTMR"
    "MSRMSMTQMQMUSMUMWIMWMYSMYMYTYTNAMNANCLNCNERNENFKNFNGANGNICNINIUNUNLDNLNORNONPLNPNRUNR"
    "NZLNZOMNOMPAKPKPANPAPCNPNPERPEPHLPHPLWPWPNGPGPOLPLPRIPRPRKKPPRTPTPRYPYPSEPSPYFPFQATQA"
    "REUREROURORUSRURWARWSAUSASDNSDSENSNSGPSGSGSGSSHNSHSJMSJSLBSBSLESLSLVSVSMRSMSOMSOSPMPM"
    "SRBRSSSDSSSTPSTSURSRSVKSKSVNSISWESESWZSZSXMSXSYCSCSYRSYTCATCTCDTDTGOTGTHATHTJKTJTKLTK"
    "TKMTMTLSTLTONTOTTOTTTUNTNTURTRTUVTVTWNTWTZATZUGAUGUKRUAUMIUMURYUYUSAUSUZBUZVATVAVCTVC"
    "VENVEVGBVGVIRVIVNMVNVUTVUWLFWFWSMWSYEMYEZAFZAZMBZMZWEZW";

std::string capitals(std::string_view text) {
  std::string all(text);
  for (char& c : all)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return all;
}

std::optional<std::string> of_three_letters(std::string_view code) {
  constexpr std::size_t kEntry = 5;
  for (std::size_t at = 0; at < kThreeLetters.size(); at += kEntry)
    if (kThreeLetters.substr(at, 3) == code) return std::string(kThreeLetters.substr(at + 3, 2));
  return std::nullopt;
}

}  // namespace

std::optional<std::string> country_of(std::string_view text) {
  if (text.size() == 2) {
    const std::string code = capitals(text);
    if (platform::identity::is_country(code)) return code;
  }
  const std::string plain = letters_of(text);
  const auto found = std::ranges::lower_bound(names(), plain, {}, &Name::plain);
  if (!plain.empty() && found != names().end() && found->plain == plain)
    return std::string(found->code);
  return text.size() == 3 ? of_three_letters(capitals(text)) : std::nullopt;
}

std::vector<std::string> country_names() {
  std::vector<std::string> all;
  each_name([&](std::string_view name, std::string_view) { all.emplace_back(name); });
  return all;
}

}  // namespace bailiwick::crm
