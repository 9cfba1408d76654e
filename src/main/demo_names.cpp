#include "main/demo_names.hpp"

#include <cassert>

#include <fmt/core.h>

namespace bailiwick {
namespace {

constexpr std::array kDemoTrades = {
    DemoTrade{.industry = "Food",
              .words = {"Foods", "Bakery", "Provisions", "Farms"},
              .employees_least = 14,
              .doublings = 6,
              .revenue_least = 180'000,
              .revenue_most = 420'000,
              .titles = {"Plant manager", "Head of purchasing", "Quality manager"}},
    DemoTrade{.industry = "Health care",
              .words = {"Dental", "Family Dental", "Orthodontics", "Dental Care"},
              .employees_least = 8,
              .doublings = 4,
              .revenue_least = 110'000,
              .revenue_most = 190'000,
              .titles = {"Practice manager", "Office manager", "Owner"}},
    DemoTrade{.industry = "Health care",
              .words = {"Clinic", "Medical Group", "Urgent Care", "Physical Therapy"},
              .employees_least = 18,
              .doublings = 6,
              .revenue_least = 100'000,
              .revenue_most = 180'000,
              .titles = {"Clinic administrator", "Director of nursing", "Head of purchasing"}},
    DemoTrade{.industry = "Retail",
              .words = {"Hardware", "Home Center", "Garden Supply", "Lumber"},
              .employees_least = 8,
              .doublings = 5,
              .revenue_least = 160'000,
              .revenue_most = 300'000,
              .titles = {"Store manager", "Owner", "Buyer"}},
    DemoTrade{.industry = "Retail",
              .words = {"Outfitters", "Sporting Goods", "Furniture", "Pet Supply"},
              .employees_least = 7,
              .doublings = 5,
              .revenue_least = 150'000,
              .revenue_most = 260'000,
              .titles = {"Store manager", "Merchandise manager", "Owner"}},
    DemoTrade{.industry = "Transport",
              .words = {"Logistics", "Freight", "Trucking", "Warehousing"},
              .employees_least = 12,
              .doublings = 6,
              .revenue_least = 110'000,
              .revenue_most = 220'000,
              .titles = {"Operations manager", "Fleet manager", "Warehouse manager"}},
    DemoTrade{.industry = "Manufacturing",
              .words = {"Fabrication", "Machine Works", "Metal Products", "Tool & Die"},
              .employees_least = 15,
              .doublings = 6,
              .revenue_least = 150'000,
              .revenue_most = 280'000,
              .titles = {"Plant manager", "Head of purchasing", "Safety manager"}},
    DemoTrade{.industry = "Manufacturing",
              .words = {"Controls", "Instruments", "Electronics", "Automation"},
              .employees_least = 18,
              .doublings = 6,
              .revenue_least = 200'000,
              .revenue_most = 340'000,
              .titles = {"Operations manager", "Head of purchasing", "Facilities manager"}},
    DemoTrade{.industry = "Construction",
              .words = {"Builders", "Construction", "Contracting", "Roofing"},
              .employees_least = 8,
              .doublings = 6,
              .revenue_least = 220'000,
              .revenue_most = 420'000,
              .titles = {"Site manager", "Owner", "Safety manager"}},
    DemoTrade{.industry = "Hospitality",
              .words = {"Hotels", "Inn & Suites", "Resorts", "Catering"},
              .employees_least = 12,
              .doublings = 5,
              .revenue_least = 60'000,
              .revenue_most = 120'000,
              .titles = {"General manager", "Housekeeping manager", "Finance director"}}};

constexpr std::array<std::string_view, 64> kDemoFirstNames = {
    "Aaron",  "Abigail", "Adrian", "Alice",  "Amy",      "Andre",   "Angela", "Anita",
    "Arthur", "Beth",    "Brian",  "Carla",  "Carmen",   "Cecilia", "Chloe",  "Connor",
    "Dana",   "Daniel",  "Deepa",  "Denise", "Derek",    "Diego",   "Donna",  "Edward",
    "Elena",  "Emily",   "Eric",   "Fatima", "Felix",    "Frank",   "Grace",  "Hannah",
    "Hector", "Helen",   "Ian",    "Irene",  "Jamal",    "Janet",   "Javier", "Joyce",
    "Karen",  "Keith",   "Kenji",  "Laura",  "Leonard",  "Linda",   "Marcus", "Maria",
    "Martin", "Megan",   "Nadia",  "Nathan", "Olivia",   "Omar",    "Paula",  "Priya",
    "Ramon",  "Rebecca", "Samuel", "Sharon", "Terrence", "Valerie", "Victor", "Wei"};
constexpr std::array<std::string_view, 96> kDemoSurnames = {
    "Ackerly",   "Aldridge", "Alvarez",  "Ames",     "Archer",   "Barlow",    "Barnett",
    "Bauer",     "Beckett",  "Bishop",   "Bowman",   "Brandt",   "Briggs",    "Calloway",
    "Cardenas",  "Carver",   "Castillo", "Chandler", "Corwin",   "Cortez",    "Crowell",
    "Dalton",    "Darby",    "Delgado",  "Dempsey",  "Donovan",  "Draper",    "Eastman",
    "Ellery",    "Engel",    "Farrell",  "Fields",   "Fischer",  "Fleming",   "Foley",
    "Gallagher", "Garrison", "Gibbs",    "Goodwin",  "Grantley", "Hale",      "Hartley",
    "Hathaway",  "Hollis",   "Horvath",  "Huang",    "Ingram",   "Iverson",   "Jansen",
    "Jennings",  "Kaplan",   "Keller",   "Kendrick", "Kowalski", "Lambert",   "Larkin",
    "Lindgren",  "Lombardi", "Maddox",   "Marlow",   "Mendoza",  "Mercer",    "Monroe",
    "Nakamura",  "Navarro",  "Nolan",    "Novak",    "Okafor",   "Ortega",    "Osborne",
    "Paxton",    "Pereira",  "Prescott", "Quinn",    "Ramsey",   "Redmond",   "Reyes",
    "Rhodes",    "Rossi",    "Salazar",  "Sawyer",   "Schaefer", "Sheridan",  "Singh",
    "Sorensen",  "Stafford", "Sutton",   "Thornton", "Trujillo", "Underhill", "Vasquez",
    "Welland",   "Weaver",   "Whitaker", "Winslow",  "Yates"};
constexpr std::array<std::string_view, 24> kDemoLand = {
    "Harbor", "Summit",  "Prairie", "Granite", "Cedar",    "Beacon",   "Canyon",   "Juniper",
    "Copper", "Meadow",  "Lantern", "Willow",  "Ironwood", "Coastal",  "Pinnacle", "Riverside",
    "Falcon", "Orchard", "Timber",  "Quartz",  "Horizon",  "Bluebird", "Anchor",   "Sterling"};
constexpr std::array<std::string_view, 8> kDemoLandKinds = {"Ridge",  "Valley", "Creek", "Point",
                                                            "Hollow", "Bridge", "Grove", "Hill"};
constexpr std::array<std::string_view, 4> kDemoForms = {"", ", Inc.", ", LLC", " Co."};
constexpr std::array<std::string_view, 24> kDemoStreets = {
    "Main St",   "Oak St",         "Maple Ave",  "Washington Ave",  "Park Ave",
    "Elm St",    "Lake St",        "Hill Rd",    "Industrial Blvd", "Commerce Dr",
    "Market St", "Center St",      "River Rd",   "Mill St",         "Railroad Ave",
    "Church St", "Highland Ave",   "Jackson St", "Franklin St",     "Enterprise Way",
    "Depot St",  "County Line Rd", "Airport Rd", "Spruce St"};

constexpr std::size_t kCityLettersMax = 15;
constexpr int kTriesMax = 1'000;
constexpr int kFictionalNumbers = 100;  // 555-0100 to 555-0199

}  // namespace

std::span<const DemoTrade> demo_trades() { return kDemoTrades; }

std::string without_legal_form(std::string_view company) {
  for (const std::string_view form : kDemoForms)
    if (!form.empty() && company.ends_with(form))
      return std::string(company.substr(0, company.size() - form.size()));
  return std::string(company);
}

std::string demo_domain(std::string_view company) {
  std::string domain;
  for (const char letter : without_legal_form(company)) {
    const bool is_capital = letter >= 'A' && letter <= 'Z';
    const bool is_plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    if (is_capital) domain += static_cast<char>(letter - 'A' + 'a');
    if (is_plain) domain += letter;
    if (!is_capital && !is_plain && !domain.empty() && domain.back() != '-') domain += '-';
  }
  while (domain.ends_with('-')) domain.pop_back();
  return domain + ".example";
}

std::string demo_email(const DemoName& person, const std::string& domain) {
  std::string name = person.first + "." + person.last;
  for (char& letter : name)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return name + "@" + domain;
}

std::string_view DemoNames::surname() { return kDemoSurnames[rng_.below(kDemoSurnames.size())]; }

// Of a surname, two of them, a family, an initial and one, the city, or the land.
std::string DemoNames::draft(const DemoTrade& trade, const DemoPlace& place) {
  const std::string_view word = trade.words[rng_.below(trade.words.size())];
  const std::string_view form = kDemoForms[rng_.below(kDemoForms.size())];
  const bool has_city = !place.city.empty() && place.city.size() <= kCityLettersMax;
  const std::string_view one = surname();
  const std::string_view other = surname();
  switch (rng_.below(10)) {
    case 0:
    case 1:
    case 2:
      return fmt::format("{} {}{}", one, word, form);
    case 3:
      return fmt::format("{} & {} {}", one, other, word);
    case 4:
      return fmt::format("{} Brothers {}{}", one, word, form);
    case 5:
    case 6:
      if (has_city) return fmt::format("{} {}{}", place.city, word, form);
      break;
    case 7:
      return fmt::format("{}. {} {}{}", other.front(), one, word, form);
    default:
      break;
  }
  const std::string_view land = kDemoLand[rng_.below(kDemoLand.size())];
  const std::string_view kind = kDemoLandKinds[rng_.below(kDemoLandKinds.size())];
  return fmt::format("{} {} {}", land, kind, word);
}

std::string DemoNames::company(const DemoTrade& trade, const DemoPlace& place) {
  std::string name = draft(trade, place);
  for (int tries = 0; !domains_.insert(demo_domain(name)).second; ++tries) {
    assert(tries < kTriesMax);
    name = draft(trade, place);
  }
  return name;
}

DemoName DemoNames::person() {
  for (int tries = 0; tries < kTriesMax; ++tries) {
    const std::string_view first = kDemoFirstNames[rng_.below(kDemoFirstNames.size())];
    const std::string_view last = surname();
    if (people_.emplace(first, last).second)
      return {.first = std::string(first), .last = std::string(last)};
  }
  assert(false && "there are more people than names");
  return {};
}

std::string DemoNames::street() {
  const std::string_view name = kDemoStreets[rng_.below(kDemoStreets.size())];
  return fmt::format("{} {}", 100 + 5 * rng_.below(780), name);
}

std::string DemoNames::phone(const DemoPlace& place) {
  const DemoState* state = find_demo_state(place.state);
  const int area = state == nullptr ? 202 + static_cast<int>(rng_.below(97)) : state->area_code;
  const int first = static_cast<int>(rng_.below(kFictionalNumbers));
  for (int next = 0; next < kFictionalNumbers; ++next) {
    const int number = (first + next) % kFictionalNumbers;
    if (numbers_.insert(area % 100 * kFictionalNumbers + number).second)
      return fmt::format("({}) 555-01{:02}", area, number);
  }
  return {};
}

std::int64_t DemoNames::employees(const DemoTrade& trade) {
  const auto doubling = rng_.below(static_cast<std::uint64_t>(trade.doublings));
  const std::int64_t least = trade.employees_least << doubling;
  return least + static_cast<std::int64_t>(rng_.below(static_cast<std::uint64_t>(least)));
}

}  // namespace bailiwick
