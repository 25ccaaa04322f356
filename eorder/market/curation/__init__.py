"""Products before curators: the queue, points by criterion, grades that expire."""
