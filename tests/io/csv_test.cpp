#include <catch2/catch.hpp>

#include <limits>

#include "io/csv.hpp"

TEST_CASE("Fields are quoted only where they must be") {
  CHECK(io::csv_line({"a", "b c", "d,e", "say \"x\"", ""}) == "a,b c,\"d,e\",\"say \"\"x\"\"\",\n");
}

TEST_CASE("A number is the shortest text that reads back; what is missing is empty") {
  CHECK(io::number_text(0.1) == "0.1");
  CHECK(std::stod(io::number_text(1.0 / 3)) == 1.0 / 3);
  CHECK(io::number_text(std::numeric_limits<double>::quiet_NaN()).empty());
}

TEST_CASE("summary.csv has the columns that notebooks rely on") {
  study::SummaryRow row;
  row.output = "held_us_in_cn";
  row.policy = "strict";
  row.reference = "base";
  row.time = "2030-12";
  row.unit = "persons";
  row.value = {2, 1, 3, 8, 0, 0};
  row.change = {-1, -2, 0.5, 7, 0, 0};
  CHECK(io::summary_csv({row}) ==
        "output,policy,reference,holder,origin,kind,time,unit,median,low,high,change,change_low,change_high,"
        "runs\n"
        "held_us_in_cn,strict,base,,,,2030-12,persons,2,1,3,-1,-2,0.5,8\n");
}
