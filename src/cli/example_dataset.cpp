// SPDX-License-Identifier: BSL-1.0
#include "cli/example_dataset.hpp"

#include <coopgraph/model/network_builder.hpp>

namespace coopgraph::cli {
namespace {

void add_actors(network_builder& b) {
  const auto add = [&](actor_record row, const char* population, const char* grdp, const char* area) {
    row.attributes = {{"population", population}, {"grdp", grdp}, {"area", area}};
    b.add(std::move(row));
  };
  b.add(actor_record{.id = "country", .name = "Example Country", .kind = "country"});
  add({.id = "city", .name = "Example City", .kind = "city", .parent = "country", .lon = "105.85", .lat = "21.03"}, "8000000",
      "40000", "3359");
  add({.id = "hills", .name = "Hills Province", .kind = "province", .parent = "country", .lon = "103.9", .lat = "21.3"},
      "1200000", "2300", "14123");
  add({.id = "coast",
       .name = "Coast Province",
       .kind = "province",
       .parent = "country",
       .lon = "106.7",
       .lat = "20.8",
       .valid_to = "2025-06-30"},
      "2000000", "9000", "1527");
  add({.id = "new-coast",
       .name = "New Coast Province",
       .kind = "province",
       .parent = "country",
       .lon = "106.5",
       .lat = "20.9",
       .valid_from = "2025-07-01"},
      "4600000", "18000", "3195");
  b.add(alias_record{.id = "city", .alias = "Ex. City"});
  b.add(crosswalk_record{.from = "coast", .to = "new-coast", .share = "0.9", .date = "2025-07-01"});
  b.add(crosswalk_record{.from = "coast", .to = "hills", .share = "0.1", .date = "2025-07-01"});
}

void add_regions(network_builder& b) {
  b.add(region_record{.region = "provinces", .name = "The provinces", .actor = "hills"});
  b.add(region_record{
      .region = "provinces", .name = "The provinces", .actor = "coast", .valid_from = "2000", .valid_to = "2025-06-30"});
}

void add_agreements(network_builder& b) {
  b.add(agreement_record{.id = "programme",
                         .title = "Programme on safe food 2016-2020",
                         .kind = "programme",
                         .status = "signed",
                         .counts = "one",
                         .fields = "agriculture;trade",
                         .signed_on = "2016-03-15",
                         .effective_from = "2016-03-15",
                         .effective_to = "2020",
                         .source = "report"});
  b.add(party_record{.agreement = "programme", .actor = "city", .role = "lead", .of = "department of trade"});
  b.add(party_record{.agreement = "programme", .actor = "hills"});
  b.add(party_record{.agreement = "programme", .actor = "coast", .valid_from = "2017", .valid_to = "2020"});
  b.add(agreement_record{.id = "minutes",
                         .title = "Minutes with almost all provinces",
                         .kind = "minutes",
                         .status = "in force",
                         .counts = "many",
                         .fields = "tourism",
                         .source = "report"});
  b.add(party_record{.agreement = "minutes", .actor = "city", .role = "lead"});
  b.add(party_record{.agreement = "minutes", .actor = "provinces", .role = "partner", .extent = "almost all"});
}

void add_flows_and_events(network_builder& b) {
  b.add(flow_record{.id = "vegetables",
                    .origin = "hills",
                    .destination = "city",
                    .chain = "safe vegetables",
                    .stage = "wholesale",
                    .product = "vegetables",
                    .field = "agriculture",
                    .status = "signed",
                    .counts = "many",
                    .effective_from = "2016",
                    .effective_to = "2020",
                    .capacity = "500",
                    .unit = "tonnes per month",
                    .unit_cost = "120",
                    .certified = "VietGAP",
                    .source = "report"});
  b.add(event_record{.id = "fair", .title = "Trade fair", .field = "trade;tourism", .date = "2017-10", .source = "report"});
  b.add(participant_record{.event = "fair", .actor = "city", .role = "host"});
  b.add(participant_record{.event = "fair", .actor = "provinces", .role = "invited", .extent = "most"});
  b.add(quantity_record{.record = "programme",
                        .measure = "chains",
                        .value = "12",
                        .unit = "chains",
                        .exactness = "about",
                        .basis = "planned",
                        .phrase = "some twelve chains"});
  b.add(quantity_record{.record = "fair",
                        .measure = "visitors",
                        .low = "2000",
                        .high = "3000",
                        .unit = "persons",
                        .exactness = "between",
                        .basis = "estimated",
                        .phrase = "two to three thousand"});
}

}  // namespace

network example_network() {
  network_builder b;
  b.describe({.name = "example",
              .title = "An example: replace it by your own",
              .description = "Invented rows that show each table and column of a dataset."});
  b.observe({.title = "the ties of Example City", .whose = {"city"}, .absence = "unknown"});
  add_actors(b);
  add_regions(b);
  add_agreements(b);
  add_flows_and_events(b);
  b.add(source_record{.id = "report",
                      .title = "Report on cooperation",
                      .publisher = "Example City",
                      .date = "2018",
                      .locator = "page 3",
                      .url = "https://example.org/report"});
  return b.build();
}

}  // namespace coopgraph::cli
