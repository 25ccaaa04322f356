"""Who makes how many, by a rule that anybody can recompute; pure Python, without Django.

The rule `eorder-allocation/1`, in whole lots:

1. Businesses with an owner in common are one maker: the one of the largest limit stands for all of them.
2. A maker's limit is the smallest of its declared capacity, its proven output times the allowed growth (or, for a
   maker without proven output, the newcomers' limit), and what its orders may hold under the ceiling of an order.
3. Newcomers are served first, from a reserved part of the need, which grows by what the others cannot make.
4. The rest goes to the tiers of business scale in their order, each as far as its makers can.
5. In each of these steps lots are shared max-min fair: nobody could have one more without somebody who has no more
   than that having one less. What cannot be divided goes to the best drawn.
6. A maker whose share would be below its own minimum leaves: the largest minimum first, then the worst drawn; and the
   step is shared anew, until everybody left has its minimum.
7. What is smaller than a lot, and what nobody can make, is named.

The draw is of a public randomness beacon whose round was fixed before the call for capacity closed.
ADR 0026 gives the reasons.
"""
