#include "main/demo_places.hpp"

#include <algorithm>
#include <array>

#include "platform/files/csv.hpp"
#include "platform/files/decimal_column.hpp"

namespace bailiwick {
namespace {

namespace files = platform::files;

constexpr std::array kDemoStates = {
    DemoState{"AK", "West", 907},      DemoState{"AL", "South", 205},
    DemoState{"AR", "South", 501},     DemoState{"AZ", "West", 602},
    DemoState{"CA", "West", 213},      DemoState{"CO", "West", 303},
    DemoState{"CT", "Northeast", 203}, DemoState{"DC", "South", 202},
    DemoState{"DE", "South", 302},     DemoState{"FL", "South", 305},
    DemoState{"GA", "South", 404},     DemoState{"HI", "West", 808},
    DemoState{"IA", "Midwest", 515},   DemoState{"ID", "West", 208},
    DemoState{"IL", "Midwest", 312},   DemoState{"IN", "Midwest", 317},
    DemoState{"KS", "Midwest", 316},   DemoState{"KY", "South", 502},
    DemoState{"LA", "South", 504},     DemoState{"MA", "Northeast", 617},
    DemoState{"MD", "South", 410},     DemoState{"ME", "Northeast", 207},
    DemoState{"MI", "Midwest", 313},   DemoState{"MN", "Midwest", 612},
    DemoState{"MO", "Midwest", 314},   DemoState{"MS", "South", 601},
    DemoState{"MT", "West", 406},      DemoState{"NC", "South", 704},
    DemoState{"ND", "Midwest", 701},   DemoState{"NE", "Midwest", 402},
    DemoState{"NH", "Northeast", 603}, DemoState{"NJ", "Northeast", 201},
    DemoState{"NM", "West", 505},      DemoState{"NV", "West", 702},
    DemoState{"NY", "Northeast", 212}, DemoState{"OH", "Midwest", 614},
    DemoState{"OK", "South", 405},     DemoState{"OR", "West", 503},
    DemoState{"PA", "Northeast", 215}, DemoState{"RI", "Northeast", 401},
    DemoState{"SC", "South", 803},     DemoState{"SD", "Midwest", 605},
    DemoState{"TN", "South", 615},     DemoState{"TX", "South", 214},
    DemoState{"UT", "West", 801},      DemoState{"VA", "South", 804},
    DemoState{"VT", "Northeast", 802}, DemoState{"WA", "West", 206},
    DemoState{"WI", "Midwest", 414},   DemoState{"WV", "South", 304},
    DemoState{"WY", "West", 307}};

// A ZIP each, where GeoNames has it (CC BY 4.0, see NOTICE).
constexpr std::string_view kDemoCities = R"(zip,city,state,lon,lat
01601,Worcester,MA,-71.8023,42.2626
02212,Boston,MA,-71.0598,42.3584
02912,Providence,RI,-71.4128,41.824
07175,Newark,NJ,-74.1724,40.7357
07395,Jersey City,NJ,-74.078,40.7279
10018,New York,NY,-73.9925,40.7547
10702,Yonkers,NY,-73.8987,40.9312
14205,Buffalo,NY,-78.8784,42.8864
14643,Rochester,NY,-77.6156,43.1548
15212,Pittsburgh,PA,-79.9959,40.4406
19099,Philadelphia,PA,-75.1638,39.9523
21203,Baltimore,MD,-76.6205,39.2847
23173,Richmond,VA,-77.4603,37.5538
23324,Chesapeake,VA,-76.2666,36.8056
23458,Virginia Beach,VA,-75.978,36.8529
23514,Norfolk,VA,-76.2852,36.8468
27402,Greensboro,NC,-79.792,36.0726
27697,Raleigh,NC,-78.6386,35.7721
27722,Durham,NC,-78.8986,35.994
28233,Charlotte,NC,-80.8431,35.2271
30302,Atlanta,GA,-84.388,33.749
31999,Columbus,GA,-84.9877,32.461
32255,Jacksonville,FL,-81.6557,30.3322
32802,Orlando,FL,-81.3792,28.5383
33102,Miami,FL,-80.1937,25.7743
33606,Tampa,FL,-82.4584,27.9475
35201,Birmingham,AL,-86.8025,33.5207
35893,Huntsville,AL,-86.5861,34.7304
36123,Montgomery,AL,-86.3,32.3668
36601,Mobile,AL,-88.0431,30.6944
37222,Nashville,TN,-86.7844,36.1659
37401,Chattanooga,TN,-85.3097,35.0456
37929,Knoxville,TN,-83.9207,35.9606
38101,Memphis,TN,-90.049,35.1495
39205,Jackson,MS,-90.1848,32.2988
40259,Louisville,KY,-85.7594,38.2542
40517,Lexington,KY,-84.4816,37.9849
43215,Columbus,OH,-83.0044,39.9671
43405,Toledo,OH,-83.5552,41.6639
44192,Cleveland,OH,-81.6954,41.4995
45219,Cincinnati,OH,-84.5131,39.127
46262,Indianapolis,IN,-86.158,39.7684
46825,Fort Wayne,IN,-85.1232,41.1465
48231,Detroit,MI,-83.0458,42.3314
49502,Grand Rapids,MI,-85.6681,42.9634
50307,Des Moines,IA,-93.6091,41.6005
53201,Milwaukee,WI,-87.9065,43.0389
53715,Madison,WI,-89.4,43.0653
55145,Saint Paul,MN,-93.0933,44.9444
55473,Minneapolis,MN,-93.2638,44.98
57101,Sioux Falls,SD,-96.6906,43.5464
60572,Aurora,IL,-88.3201,41.7606
60666,Chicago,IL,-87.6501,41.85
64121,Kansas City,MO,-94.5786,39.0997
65898,Springfield,MO,-93.2982,37.2153
66204,Overland Park,KS,-94.6771,38.9928
67201,Wichita,KS,-97.3375,37.6922
68197,Omaha,NE,-95.9404,41.2563
68510,Lincoln,NE,-96.6545,40.8063
70141,New Orleans,LA,-90.0751,29.9546
70801,Baton Rouge,LA,-91.1856,30.4492
71150,Shreveport,LA,-93.7434,32.5056
72255,Little Rock,AR,-92.2894,34.7464
73123,Oklahoma City,OK,-97.5164,35.4676
74102,Tulsa,OK,-95.9928,36.154
75270,Dallas,TX,-96.8019,32.7813
76004,Arlington,TX,-97.1081,32.7357
76195,Fort Worth,TX,-97.3208,32.7254
77052,Houston,TX,-95.3633,29.7633
78288,San Antonio,TX,-98.4936,29.4241
78427,Corpus Christi,TX,-97.3964,27.8006
78713,Austin,TX,-97.7431,30.2672
79941,El Paso,TX,-106.4869,31.7587
80040,Aurora,CO,-104.8319,39.7294
80208,Denver,CO,-104.9847,39.7392
80901,Colorado Springs,CO,-104.8214,38.8339
84138,Salt Lake City,UT,-111.891,40.7608
85001,Phoenix,AZ,-112.074,33.4484
85214,Mesa,AZ,-111.8319,33.4125
85246,Chandler,AZ,-111.8413,33.3062
85702,Tucson,AZ,-110.9265,32.2217
87158,Albuquerque,NM,-106.6511,35.0845
89036,North Las Vegas,NV,-115.1175,36.1989
89077,Henderson,NV,-114.9819,36.0397
89111,Las Vegas,NV,-115.1372,36.175
89504,Reno,NV,-119.8138,39.5296
90009,Los Angeles,CA,-118.2437,34.0522
90801,Long Beach,CA,-118.1892,33.767
92101,San Diego,CA,-117.1593,32.7185
93737,Fresno,CA,-119.7724,36.7477
94119,San Francisco,CA,-122.4194,37.7749
94203,Sacramento,CA,-121.4944,38.5816
94604,Oakland,CA,-122.2708,37.8044
95025,San Jose,CA,-121.895,37.3394
97268,Portland,OR,-122.6762,45.5235
97308,Salem,OR,-123.0351,44.9429
98111,Seattle,WA,-122.3321,47.6062
98411,Tacoma,WA,-122.4443,47.2529
98666,Vancouver,WA,-122.6615,45.6387
99209,Spokane,WA,-117.4291,47.6597
)";

constexpr std::size_t kDecimalsMax = 6;
constexpr double kPeopleMax = 1e9;

std::string decimals(std::string_view number) {
  return std::string(
      number.substr(0, std::min(number.find('.'), number.size()) + kDecimalsMax + 1));
}

// Roughly the four regions of the census.
std::string_view region_at(double lon, double lat) {
  if (lon < -103) return "West";
  if (lon > -80.5 && lat > 39.5) return "Northeast";
  return lat > 36.5 && lon < -80.5 ? "Midwest" : "South";
}

struct PlaceColumns {
  std::size_t lon = 0;
  std::size_t lat = 0;
  std::optional<std::size_t> city;
  std::optional<std::size_t> state;
  std::optional<std::size_t> people;
};

// Nothing where the row has no position.
std::optional<DemoPlace> place_of(const files::Table& table, const PlaceColumns& columns,
                                  std::size_t row) {
  double lon = 0;
  double lat = 0;
  if (!files::read_double(table.field(row, columns.lon), false, lon) ||
      !files::read_double(table.field(row, columns.lat), false, lat))
    return std::nullopt;
  DemoPlace place{.postal_code = std::string(table.field(row, 0)),
                  .lon = decimals(table.field(row, columns.lon)),
                  .lat = decimals(table.field(row, columns.lat)),
                  .region = std::string(region_at(lon, lat))};
  if (columns.city) place.city = table.field(row, *columns.city);
  const DemoState* state =
      columns.state ? find_demo_state(table.field(row, *columns.state)) : nullptr;
  if (state != nullptr) {
    place.state = state->code;
    place.region = state->region;
  }
  double people = 0;
  if (columns.people && files::read_double(table.field(row, *columns.people), false, people))
    place.people = static_cast<std::int64_t>(std::clamp(people, 0.0, kPeopleMax));
  return place;
}

}  // namespace

const DemoState* find_demo_state(std::string_view code) {
  const auto found = std::ranges::find(kDemoStates, code, &DemoState::code);
  return found == kDemoStates.end() ? nullptr : &*found;
}

std::vector<std::string_view> states_of_region(std::string_view region) {
  std::vector<std::string_view> codes;
  for (const DemoState& state : kDemoStates)
    if (state.region == region) codes.push_back(state.code);
  return codes;
}

Checked<DemoPlaces> demo_places_of(const std::string& units_csv) {
  const auto text =
      files::text_from_bytes("units.csv", units_csv.empty() ? std::string(kDemoCities) : units_csv);
  if (!text) return fail(Errors{text.error()});
  const auto csv = files::parse_csv(*text);
  if (!csv) return fail(csv.error());
  const files::Table& table = csv->table;
  const auto lon = table.find("lon");
  const auto lat = table.find("lat");
  DemoPlaces places;
  if (!lon || !lat) return places;
  const PlaceColumns columns{.lon = *lon,
                             .lat = *lat,
                             .city = table.find("city"),
                             .state = table.find("state"),
                             .people = table.find("population")};
  places.all.reserve(table.row_count());
  for (std::size_t row = 0; row < table.row_count(); ++row)
    if (auto place = place_of(table, columns, row)) places.all.push_back(std::move(*place));
  places.has_states =
      !places.all.empty() &&
      std::ranges::none_of(places.all, [](const DemoPlace& place) { return place.state.empty(); });
  return places;
}

// The middles of `count` parts of equal weight.
std::vector<const DemoPlace*> spread(const DemoPlaces& places, std::size_t count) {
  std::vector<const DemoPlace*> chosen;
  if (places.all.empty()) return chosen;
  std::int64_t sum = 0;
  for (const DemoPlace& place : places.all) sum += place.people;
  const bool is_empty = sum == 0;
  if (is_empty) sum = static_cast<std::int64_t>(places.all.size());
  const auto parts = static_cast<std::int64_t>(2 * count);
  std::int64_t until = 0;
  std::size_t at = 0;
  for (std::int64_t part = 1; part < parts; part += 2) {
    const std::int64_t middle = sum / parts * part + sum % parts * part / parts;
    while (true) {
      const std::int64_t people = is_empty ? 1 : places.all[at].people;
      if (middle < until + people) break;
      until += people;
      ++at;
    }
    chosen.push_back(&places.all[at]);
  }
  return chosen;
}

}  // namespace bailiwick
