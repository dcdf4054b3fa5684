// What a question page adds where JavaScript runs. Without it every button does the same by a request of its own.
