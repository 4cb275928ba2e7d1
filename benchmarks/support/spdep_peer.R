# SPDX-License-Identifier: BSL-1.0
# Runs spdep's skater for the benchmarks. Reads lines, answers one to each:
#   load FILE              doubles: units, borders, columns, the ends of the borders from 0, the attributes by unit
#   run METHOD CUTS FILE   METHOD squares or euclidean; writes the label of each unit as doubles; says the seconds of nbcosts and of
#                          mstree and skater
ready <- suppressWarnings(suppressMessages(require(spdep, quietly = TRUE)))
say <- function(...) {
  cat(..., "\n", sep = "")
  flush(stdout())
}
if (!ready) {
  say("absent: no package spdep")
  quit()
}
say("ready spdep ", as.character(packageVersion("spdep")), " with ", R.version.string)

squares <- function(data, id) {
  x <- data[id, , drop = FALSE]
  sum(x * x) - sum(colSums(x)^2) / length(id)
}

input <- file("stdin", open = "r")
while (length(line <- readLines(input, 1)) > 0) {
  words <- strsplit(trimws(line), " ")[[1]]
  if (words[1] == "load") {
    numbers <- readBin(words[2], "double", file.size(words[2]) / 8)
    n <- numbers[1]
    m <- numbers[2]
    p <- numbers[3]
    ends <- matrix(numbers[4:(3 + 2 * m)], ncol = 2, byrow = TRUE) + 1
    data <- matrix(numbers[(4 + 2 * m):length(numbers)], ncol = p, byrow = TRUE)
    both <- rbind(ends, ends[, 2:1])
    near <- split(as.integer(both[, 2]), factor(both[, 1], levels = seq_len(n)))
    neighbours <- structure(lapply(unname(near), sort), class = "nb", region.id = as.character(seq_len(n)))
    say("ok")
  } else {
    costs <- system.time(weights <- nb2listw(neighbours, nbcosts(neighbours, data), style = "B"))[["elapsed"]]
    method <- if (words[2] == "squares") squares else words[2]
    rest <- system.time({
      tree <- mstree(weights)
      regions <- skater(tree[, 1:2], data, as.integer(words[3]), method = method)
    })[["elapsed"]]
    writeBin(as.double(regions$groups), words[4])
    say("ok ", costs, " ", rest)
  }
}
